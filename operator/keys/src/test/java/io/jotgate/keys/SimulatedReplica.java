package io.jotgate.keys;

import io.jotgate.keys.SimulatedStore.PrivateHalf;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An issuer pod: what its volume holds, and what its process has loaded from it. */
final class SimulatedReplica {
  /** What is wrong with a pod for a while. */
  enum Trouble {
    NONE,
    /** Its volume is not refreshed. It serves and answers. */
    LAGGING,
    /** The operator cannot ask it. It serves. */
    SILENT,
    /** Nobody reaches it. */
    PARTITIONED
  }

  final String name;
  final String ownerUid;
  Trouble trouble = Trouble.NONE;
  long troubleSince;
  private Optional<KeyRing> mountedRing = Optional.empty();
  private Map<KeySlot, PrivateHalf> mountedSlots = Map.of();
  private Optional<KeyRing> loaded = Optional.empty();
  private final Set<String> memory = new HashSet<>();

  SimulatedReplica(String name, String ownerUid) {
    this.name = name;
    this.ownerUid = ownerUid;
  }

  void refreshVolume(SimulatedStore store) {
    mountedRing = store.ring().or(() -> mountedRing);
    mountedSlots = store.slots();
    load();
  }

  void restartProcess() {
    loaded = Optional.empty();
    memory.clear();
    load();
  }

  private void load() {
    long epoch = loaded.map(KeyRing::epoch).orElse(0L);
    mountedRing
        .filter(r -> r.ownerUid().equals(ownerUid) && r.epoch() >= epoch)
        .ifPresent(r -> loaded = Optional.of(r));
    mountedSlots.values().forEach(half -> memory.add(half.kid()));
  }

  boolean reachable() {
    return trouble != Trouble.PARTITIONED;
  }

  /** The key that it signs with, if it can sign. */
  Optional<SigningKey> signsWith() {
    return loaded.flatMap(KeyRing::active).filter(k -> memory.contains(k.kid()));
  }

  boolean hasRingWithActiveKey() {
    return loaded.flatMap(KeyRing::active).isPresent();
  }

  Set<String> servedKids() {
    return loaded
        .map(r -> r.keys().stream().map(SigningKey::kid).collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  PodAcknowledgement acknowledgement(boolean countable) {
    boolean answers = trouble == Trouble.NONE || trouble == Trouble.LAGGING;
    long epoch = answers ? loaded.map(KeyRing::epoch).orElse(0L) : 0;
    return new PodAcknowledgement(
        name, epoch, answers ? servedKids() : Set.of(), signsWith().isPresent(), countable);
  }
}
