package io.jotgate.keys.search;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.SigningKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The invariants of one write of the ring: of what is written, and of what it replaces. */
final class RingInvariants {
  private static final int MOST_JWKS_BYTES = 48_000;

  private record Write(int before, int after, int left) {}

  private final Rules rules;
  private final RotationPolicy policy;
  private final Rings rings;
  private final Map<Write, Optional<Violation>> known = new HashMap<>();

  RingInvariants(Rules rules, Rings rings) {
    this.rules = rules;
    this.policy = rules.policy();
    this.rings = rings;
  }

  /** The invariant that this write breaks, if it breaks one. */
  Optional<Violation> broken(World world, int ring) {
    return known.computeIfAbsent(new Write(world.ring, ring, world.left), this::check);
  }

  private Optional<Violation> check(Write write) {
    KeyRing after = rings.get(write.after()).orElseThrow();
    Optional<KeyRing> before = rings.get(write.before());
    return Stream.of(
            require(3, "kidsAreNeverReused", kidsAreNeverReused(after, write.left())),
            require(5, "oneActiveOnePrepared", oneActiveOnePrepared(after)),
            require(6, "jwksIsValid", jwksIsValid(after)),
            require(7, "fewKeys", fewKeys(after)),
            before.flatMap(b -> change(b, after)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Violation> change(KeyRing before, KeyRing after) {
    return Stream.of(
            require(3, "kidsKeepTheirKeys", kidsKeepTheirKeys(before, after)),
            require(4, "statesMoveForward", statesMoveForward(before, after)),
            require(4, "epochsMoveForward", epochsMoveForward(before, after)),
            require(6, "jwksStaysFilled", before.keys().isEmpty() || !after.keys().isEmpty()),
            require(12, "revokedKidsAreRemembered", revokedKidsAreRemembered(before, after)),
            require(13, "nothingIsUndone", nothingIsUndone(before, after)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  static Optional<Violation> require(int invariant, String name, boolean holds) {
    return holds ? Optional.empty() : Optional.of(new Violation(invariant, name));
  }

  private static boolean kidsAreNeverReused(KeyRing after, int left) {
    Reservation reserved = after.reservation();
    return after.keys().stream().noneMatch(k -> Kids.in(left, Kids.number(k.kid())))
        && (reserved == null || !Kids.in(left, Kids.number(reserved.kid())));
  }

  private static boolean kidsKeepTheirKeys(KeyRing before, KeyRing after) {
    return before.keys().stream()
        .allMatch(
            b ->
                after
                    .find(b.kid())
                    .filter(
                        a ->
                            !a.publicJwk().equals(b.publicJwk())
                                || !a.alg().equals(b.alg())
                                || a.slot() != b.slot())
                    .isEmpty());
  }

  /** Only a key that signs no longer, or has never signed, leaves; none skips a state. */
  private static boolean statesMoveForward(KeyRing before, KeyRing after) {
    return before.keys().stream()
            .allMatch(
                b ->
                    after
                        .find(b.kid())
                        .map(a -> a.state() == b.state() || follows(a.state(), b.state()))
                        .orElse(b.state() != KeyState.ACTIVE || isRevoked(b, after)))
        && after.keys().stream()
            .filter(a -> before.find(a.kid()).isEmpty())
            .allMatch(a -> a.state() == KeyState.PREPARED);
  }

  private static boolean follows(KeyState after, KeyState before) {
    return switch (before) {
      case PREPARED -> after == KeyState.ACTIVE;
      case ACTIVE -> after == KeyState.RETIRING;
      case RETIRING -> false;
    };
  }

  private static boolean isRevoked(SigningKey key, KeyRing ring) {
    return ring.tombstones().stream().anyMatch(t -> t.kid().equals(key.kid()));
  }

  private static boolean epochsMoveForward(KeyRing before, KeyRing after) {
    boolean visible = !loaded(before).equals(loaded(after));
    return visible ? after.epoch() > before.epoch() : after.epoch() >= before.epoch();
  }

  private static List<String> loaded(KeyRing ring) {
    return ring.keys().stream().map(k -> k.kid() + k.state() + k.maxTtl()).toList();
  }

  private static boolean oneActiveOnePrepared(KeyRing ring) {
    return Stream.of(KeyState.ACTIVE, KeyState.PREPARED)
        .allMatch(state -> ring.keys().stream().filter(k -> k.state() == state).count() <= 1);
  }

  private static boolean jwksIsValid(KeyRing ring) {
    List<String> jwks = ring.publicJwks();
    return new HashSet<>(jwks).size() == jwks.size()
        && jwks.stream().mapToInt(String::length).sum() < MOST_JWKS_BYTES
        && jwks.stream().noneMatch(jwk -> jwk.contains("\"d\"") || jwk.contains("\"k\""));
  }

  /**
   * A restart after a loss leaves both keys beside the retiring ones until their retention ends.
   */
  private boolean fewKeys(KeyRing ring) {
    int most = 2 + policy.mostRetiring(policy.maxTtl());
    return ring.keys().size() <= most + 2 * rules.ringLosses();
  }

  private static boolean revokedKidsAreRemembered(KeyRing before, KeyRing after) {
    return after.tombstones().containsAll(before.tombstones())
        && after.keys().stream().noneMatch(k -> isRevoked(k, after));
  }

  /** What one operator has recorded, no other one takes back. */
  private static boolean nothingIsUndone(KeyRing before, KeyRing after) {
    return before.keys().stream()
        .allMatch(b -> after.find(b.kid()).filter(a -> undone(b, a)).isEmpty());
  }

  private static boolean undone(SigningKey before, SigningKey after) {
    boolean served =
        after.state() == KeyState.PREPARED
            && before.servedSince() != null
            && !before.servedSince().equals(after.servedSince());
    boolean acknowledged =
        before.demotionAcknowledgedAt() != null
            && !before.demotionAcknowledgedAt().equals(after.demotionAcknowledgedAt());
    return served || acknowledged;
  }
}
