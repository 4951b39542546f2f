package io.jotgate.keys;

import io.jotgate.keys.SimulatedStore.PrivateHalf;
import io.jotgate.keys.jose.GeneratedKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer pod: what its volume holds, and what its process has loaded from it by the rules of the
 * issuer: no lower epoch, only halves of keys that the ring lets sign, and what was loaded stays.
 */
final class SimulatedReplica {
  /** What is wrong with a pod for a while. */
  enum Trouble {
    NONE,
    /** Its volume is not refreshed. It serves and answers. */
    LAGGING,
    /** The operator cannot ask it. It serves. */
    SILENT,
    /** Nobody reaches it, and its volume is not refreshed. */
    CUT_OFF
  }

  final String name;
  final long clockError;
  Trouble trouble = Trouble.NONE;
  private boolean deleted;
  private Optional<KeyRing> mountedRing = Optional.empty();
  private Map<KeySlot, PrivateHalf> mountedSlots = Map.of();
  private Optional<Jwks> loaded = Optional.empty();
  private final Map<String, Long> highestEpochs = new HashMap<>();
  private final Map<String, GeneratedKey> halves = new HashMap<>();
  private Instant lastIssuedAt = Instant.MIN;

  SimulatedReplica(String name, long clockError) {
    this.name = name;
    this.clockError = clockError;
  }

  void mount(SimulatedStore store) {
    mountedRing = store.ring();
    mountedSlots = store.slots();
  }

  void restartProcess(long now) {
    loaded = Optional.empty();
    highestEpochs.clear();
    halves.clear();
    lastIssuedAt = Instant.MIN;
    load(now);
  }

  void load(long now) {
    mountedRing
        .filter(r -> r.epoch() >= highestEpochs.getOrDefault(r.ownerUid(), 0L))
        .filter(r -> loaded.filter(l -> l.ring().equals(r)).isEmpty())
        .ifPresent(r -> loaded = Optional.of(Jwks.of(r, name, now)));
    loaded.ifPresent(
        jwks -> {
          KeyRing ring = jwks.ring();
          highestEpochs.merge(ring.ownerUid(), ring.epoch(), Math::max);
          halves.values().removeIf(half -> !maySign(ring, half));
          mountedSlots.values().stream()
              .filter(half -> half.ownerUid().equals(ring.ownerUid()) && maySign(ring, half.key()))
              .forEach(half -> halves.put(half.key().kid(), half.key()));
        });
  }

  private static boolean maySign(KeyRing ring, GeneratedKey half) {
    return ring.find(half.kid())
        .filter(k -> k.state() != KeyState.RETIRING && k.publicJwk().equals(half.publicJwk()))
        .isPresent();
  }

  void delete() {
    deleted = true;
  }

  boolean deleted() {
    return deleted;
  }

  /** Whether clients reach it. */
  boolean reachable() {
    return !deleted && trouble != Trouble.CUT_OFF;
  }

  /** What it signs by and would serve. */
  Optional<Jwks> loaded() {
    return loaded;
  }

  /** The JWK set that it serves to those who reach it, if it has one. */
  Optional<Jwks> serves() {
    return loaded.filter(jwks -> reachable() && !jwks.isEmpty());
  }

  boolean hasLoaded(Optional<KeyRing> ring) {
    return loaded.map(Jwks::ring).equals(ring);
  }

  /** The key that it signs with, if it can sign. */
  Optional<SigningKey> signsWith() {
    return active().filter(k -> halves.containsKey(k.kid()));
  }

  Optional<GeneratedKey> half(SigningKey key) {
    return Optional.ofNullable(halves.get(key.kid()));
  }

  Optional<SigningKey> active() {
    return loaded.map(Jwks::ring).flatMap(KeyRing::active);
  }

  /** Whole seconds that never go back while the process lives. */
  Instant issuedAt(Instant clock) {
    Instant second = Instant.ofEpochSecond(clock.getEpochSecond());
    lastIssuedAt = second.isAfter(lastIssuedAt) ? second : lastIssuedAt;
    return lastIssuedAt;
  }

  PodAcknowledgement acknowledgement(String ownerUid) {
    boolean answers = trouble == Trouble.NONE || trouble == Trouble.LAGGING;
    Optional<Jwks> said = loaded.filter(l -> answers && l.ring().ownerUid().equals(ownerUid));
    return new PodAcknowledgement(
        name,
        said.map(l -> l.ring().epoch()).orElse(0L),
        said.map(Jwks::kids).orElse(Set.of()),
        signsWith().isPresent(),
        true);
  }
}
