package io.jotgate.controller.metrics;

import io.jotgate.keys.Blocked;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationStep;
import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.RevokeKeys;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.Tombstone;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is to be told about the keys of one issuer. Holds instants, not ages: those are computed
 * when somebody asks. Pure.
 *
 * @param activeSince when the key that signs was activated
 * @param next when the next transition of each kind may or should happen
 * @param keys number of published keys by state
 * @param published when a key was last added to the published set or revoked
 * @param lag who is behind
 * @param blocked why a rotation does not go on
 * @param activations how often a key began to sign, by reason, since the operator started
 * @param revoked how many keys were revoked since then
 */
record KeySnapshot(
    Optional<Instant> activeSince,
    Map<Transition, Instant> next,
    Map<KeyState, Long> keys,
    Optional<Instant> published,
    VerifierLag lag,
    Optional<Blocked.Reason> blocked,
    Map<RotationStep.Reason, Long> activations,
    long revoked) {
  /** Nothing has been seen yet. */
  static final KeySnapshot NONE =
      new KeySnapshot(
          Optional.empty(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          VerifierLag.NONE,
          Optional.empty(),
          Map.of(),
          0);

  /** Kinds of transitions. */
  enum Transition {
    /** The prepared key may sign from then on. */
    ACTIVATION,
    /** The interval of the key that signs has passed. */
    ROTATION,
    /** The oldest retiring key may be removed. */
    REMOVAL
  }

  KeySnapshot {
    next = Map.copyOf(next);
    keys = Map.copyOf(keys);
    activations = Map.copyOf(activations);
  }

  /** What is to be told after one more look. */
  KeySnapshot after(RotationRun run, Instant now) {
    Optional<KeyRing> ring = run.ring();
    return new KeySnapshot(
        ring.flatMap(KeyRing::active).flatMap(key -> Optional.ofNullable(key.activatedAt())),
        ring.map(known -> transitions(known, run.policy())).orElse(Map.of()),
        ring.map(KeySnapshot::count).orElse(Map.of()),
        ring.flatMap(KeySnapshot::published),
        ring.map(known -> lag.next(known.epoch(), run.pods(), run.verifiers(), now))
            .orElse(VerifierLag.NONE),
        run.blocked().map(Blocked::reason),
        activations(run),
        revoked + revoked(run));
  }

  private static Map<Transition, Instant> transitions(KeyRing ring, RotationPolicy policy) {
    var next = new EnumMap<Transition, Instant>(Transition.class);
    ring.active()
        .flatMap(key -> Optional.ofNullable(key.activatedAt()))
        .ifPresent(since -> next.put(Transition.ROTATION, since.plus(policy.interval())));
    ring.prepared()
        .flatMap(key -> waitsSince(key, policy))
        .ifPresent(since -> next.put(Transition.ACTIVATION, since.plus(policy.publishAhead())));
    ring.retiring().stream()
        .flatMap(key -> Stream.ofNullable(key.removeAt()))
        .min(Comparator.naturalOrder())
        .ifPresent(at -> next.put(Transition.REMOVAL, at));
    return next;
  }

  /** Where acknowledgements count, the wait begins when every pod of the issuer serves the key. */
  private static Optional<Instant> waitsSince(SigningKey prepared, RotationPolicy policy) {
    return switch (policy.activation()) {
      case WHEN_PROPAGATED -> Optional.ofNullable(prepared.servedSince());
      case AFTER_DELAY -> Optional.of(prepared.publishedAt());
    };
  }

  private static Map<KeyState, Long> count(KeyRing ring) {
    var counts = new EnumMap<KeyState, Long>(KeyState.class);
    for (KeyState state : KeyState.values()) {
      counts.put(state, ring.keys().stream().filter(key -> key.state() == state).count());
    }
    return counts;
  }

  /** A planned removal is not recorded, and nobody is harmed by missing it. */
  private static Optional<Instant> published(KeyRing ring) {
    return Stream.concat(
            ring.keys().stream().map(SigningKey::publishedAt),
            ring.tombstones().stream().map(Tombstone::at))
        .max(Comparator.naturalOrder());
  }

  private Map<RotationStep.Reason, Long> activations(RotationRun run) {
    var counts = new TreeMap<>(activations);
    run.taken().stream()
        .filter(ActivateKey.class::isInstance)
        .forEach(step -> counts.merge(step.reason(), 1L, Long::sum));
    return counts;
  }

  private static long revoked(RotationRun run) {
    return run.taken().stream()
        .filter(RevokeKeys.class::isInstance)
        .mapToLong(step -> ((RevokeKeys) step).kids().size())
        .sum();
  }
}
