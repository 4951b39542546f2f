package io.jotgate.keys;

import io.jotgate.keys.jose.GeneratedKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The API server of a simulation: the ring and both slots, each with a resource version, and the
 * copy of the ring in the status.
 */
final class SimulatedStore {
  /** The content of a slot. */
  record PrivateHalf(GeneratedKey key, String ownerUid) {}

  /** What a backup tool keeps: ring and slots, never a status. */
  record Backup(Optional<KeyRing> ring, Map<KeySlot, PrivateHalf> slots) {}

  private final BiConsumer<Optional<KeyRing>, KeyRing> onRingWrite;
  private final Map<KeySlot, PrivateHalf> slots = new EnumMap<>(KeySlot.class);
  private final Map<KeySlot, Integer> slotVersions = new EnumMap<>(KeySlot.class);
  private Optional<KeyRing> ring = Optional.empty();
  private Optional<KeyRing> statusCopy = Optional.empty();
  private int ringVersion;
  private int writes;
  private boolean reachable = true;

  SimulatedStore(BiConsumer<Optional<KeyRing>, KeyRing> onRingWrite) {
    this.onRingWrite = onRingWrite;
  }

  boolean reachable() {
    return reachable;
  }

  void reachable(boolean now) {
    reachable = now;
  }

  Optional<KeyRing> ring() {
    return ring;
  }

  int ringVersion() {
    return ringVersion;
  }

  int slotVersion(KeySlot slot) {
    return slotVersions.getOrDefault(slot, 0);
  }

  int writes() {
    return writes;
  }

  Map<KeySlot, PrivateHalf> slots() {
    return Map.copyOf(slots);
  }

  /** What a live read of the slots gives to somebody who has read this ring. */
  List<SlotContent> slotContents(Optional<KeyRing> read) {
    return slots.entrySet().stream()
        .map(
            e ->
                new SlotContent(
                    e.getKey(),
                    e.getValue().key().kid(),
                    e.getValue().ownerUid(),
                    read.filter(r -> knows(r, e.getValue().key())).isPresent()))
        .toList();
  }

  private static boolean knows(KeyRing ring, GeneratedKey key) {
    Reservation reserved = ring.reservation();
    return ring.publicJwks().contains(key.publicJwk())
        || (reserved != null && reserved.publicJwk().equals(key.publicJwk()));
  }

  boolean swapRing(int seenVersion, KeyRing next) {
    if (!reachable || seenVersion != ringVersion) {
      return false;
    }
    onRingWrite.accept(ring, next);
    ring = Optional.of(next);
    ringVersion++;
    writes++;
    return true;
  }

  boolean swapSlot(KeySlot slot, int seenVersion, PrivateHalf half) {
    if (!reachable || seenVersion != slotVersion(slot)) {
      return false;
    }
    slots.put(slot, half);
    slotVersions.merge(slot, 1, Integer::sum);
    writes++;
    return true;
  }

  Optional<KeyRing> statusCopy() {
    return statusCopy;
  }

  /** The status has no guard: the last writer wins, however old what it writes. */
  boolean writeStatusCopy(KeyRing copy) {
    if (reachable) {
      statusCopy = Optional.of(copy);
      writes++;
    }
    return reachable;
  }

  void loseSlot(KeySlot slot) {
    slots.remove(slot);
    slotVersions.merge(slot, 1, Integer::sum);
  }

  void loseRing() {
    ring = Optional.empty();
    ringVersion++;
  }

  void loseStatusCopy() {
    statusCopy = Optional.empty();
  }

  Backup backup() {
    return new Backup(ring, slots());
  }

  void restore(Backup backup) {
    ring = backup.ring();
    ringVersion++;
    for (KeySlot slot : KeySlot.values()) {
      loseSlot(slot);
    }
    slots.putAll(backup.slots());
  }
}
