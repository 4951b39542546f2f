package io.jotgate.controller.metrics;

import io.jotgate.keys.Blocked;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import io.jotgate.keys.RotationStep;
import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rings as they follow each other in the life of an issuer, for tests of what is told of them. */
final class IssuerHistory {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant ROTATED = BEGIN.plus(Duration.ofDays(7));
  static final Duration RETENTION = Duration.ofMinutes(18);
  static final RotationPolicy POLICY =
      new RotationPolicy(
          KeyParameters.of("ES256"),
          Duration.ofDays(7),
          Duration.ofHours(1),
          Activation.WHEN_PROPAGATED,
          Duration.ofHours(24),
          OnTimeout.ACTIVATE,
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(3),
          false);

  private IssuerHistory() {}

  /** The first key signs since {@link #BEGIN}; the next one is served since a minute later. */
  static KeyRing first() {
    KeyRing active =
        prepare(KeyRing.create("uid", 0), KeySlot.A, BEGIN)
            .activate(BEGIN, POLICY.maxTtl(), key -> null, Optional.empty());
    return prepare(active, KeySlot.B, BEGIN.plusSeconds(10)).served(BEGIN.plusSeconds(60));
  }

  /** The second key signs since {@link #ROTATED}; the next one is published a minute later. */
  static KeyRing rotated() {
    KeyRing active =
        first()
            .activate(ROTATED, POLICY.maxTtl(), key -> ROTATED.plus(RETENTION), Optional.empty());
    return prepare(active, KeySlot.A, ROTATED.plusSeconds(60));
  }

  /** A look at a ring at which nothing was done. */
  static RotationRun look(KeyRing ring, Optional<Blocked> blocked, PodAcknowledgement... pods) {
    return new RotationRun(Optional.of(ring), POLICY, blocked, List.of(pods), List.of(), List.of());
  }

  /** The look at which the second key was activated. */
  static RotationRun rotation() {
    KeyRing ring = rotated();
    RotationStep step =
        new ActivateKey(
            ring,
            ring.active().map(SigningKey::kid).orElseThrow(),
            Optional.empty(),
            List.of(),
            RotationStep.Reason.Scheduled,
            "rotates");
    return new RotationRun(
        Optional.of(ring), POLICY, Optional.empty(), List.of(), List.of(), List.of(step));
  }

  private static KeyRing prepare(KeyRing ring, KeySlot slot, Instant now) {
    GeneratedKey key = SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());
    return ring.reserve(
            new Reservation(slot, key.kid(), KeyParameters.of(key.alg()), key.publicJwk()))
        .prepare(now, POLICY.maxTtl());
  }
}
