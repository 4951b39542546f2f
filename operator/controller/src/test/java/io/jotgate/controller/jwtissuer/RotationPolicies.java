package io.jotgate.controller.jwtissuer;

import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import java.time.Duration;

/** When the keys of tests rotate. */
final class RotationPolicies {
  /** The defaults of a JwtIssuer, but for verifiers that all acknowledge. */
  static final RotationPolicy WEEKLY =
      new RotationPolicy(
          KeyParameters.of("ES256"),
          Duration.ofHours(168),
          Duration.ZERO,
          Activation.WHEN_PROPAGATED,
          Duration.ofHours(24),
          OnTimeout.ACTIVATE,
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(3),
          false);

  private RotationPolicies() {}
}
