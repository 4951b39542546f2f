package io.jotgate.keys;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The API server of a simulation: the ring and both slots, each with a resource version. */
final class SimulatedStore {
  /** A private half, which the simulation knows by its kid. */
  record PrivateHalf(String kid, String ownerUid) {}

  private final BiConsumer<Optional<KeyRing>, KeyRing> onRingWrite;
  private final Map<KeySlot, PrivateHalf> slots = new EnumMap<>(KeySlot.class);
  private final Map<KeySlot, Integer> slotVersions = new EnumMap<>(KeySlot.class);
  private Optional<KeyRing> ring = Optional.empty();
  private int ringVersion;
  private int writes;

  SimulatedStore(BiConsumer<Optional<KeyRing>, KeyRing> onRingWrite) {
    this.onRingWrite = onRingWrite;
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

  List<SlotContent> slotContents() {
    return slots.entrySet().stream()
        .map(e -> new SlotContent(e.getKey(), e.getValue().kid(), e.getValue().ownerUid(), true))
        .toList();
  }

  boolean swapRing(int seenVersion, KeyRing next) {
    if (seenVersion != ringVersion) {
      return false;
    }
    onRingWrite.accept(ring, next);
    ring = Optional.of(next);
    ringVersion++;
    writes++;
    return true;
  }

  boolean swapSlot(KeySlot slot, int seenVersion, PrivateHalf half) {
    if (seenVersion != slotVersion(slot)) {
      return false;
    }
    slots.put(slot, half);
    slotVersions.merge(slot, 1, Integer::sum);
    writes++;
    return true;
  }

  void loseSlot(KeySlot slot) {
    slots.remove(slot);
    slotVersions.merge(slot, 1, Integer::sum);
  }
}
