package io.jotgate.keys;

import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import java.time.Duration;

/** Policies that differ from another one in one number. */
final class Policies {
  private Policies() {}

  static RotationPolicy withAlg(RotationPolicy p, String alg) {
    return new RotationPolicy(
        alg,
        p.interval(),
        p.verifierCache(),
        p.activation(),
        p.propagationTimeout(),
        p.onTimeout(),
        p.maxTtl(),
        p.leeway(),
        p.clockError(),
        p.mountDelay());
  }

  static RotationPolicy withInterval(RotationPolicy p, Duration interval) {
    return new RotationPolicy(
        p.alg(),
        interval,
        p.verifierCache(),
        p.activation(),
        p.propagationTimeout(),
        p.onTimeout(),
        p.maxTtl(),
        p.leeway(),
        p.clockError(),
        p.mountDelay());
  }

  static RotationPolicy withVerifierCache(RotationPolicy p, Duration cache) {
    return new RotationPolicy(
        p.alg(),
        p.interval(),
        cache,
        p.activation(),
        p.propagationTimeout(),
        p.onTimeout(),
        p.maxTtl(),
        p.leeway(),
        p.clockError(),
        p.mountDelay());
  }

  static RotationPolicy withMaxTtl(RotationPolicy p, Duration maxTtl) {
    return new RotationPolicy(
        p.alg(),
        p.interval(),
        p.verifierCache(),
        p.activation(),
        p.propagationTimeout(),
        p.onTimeout(),
        maxTtl,
        p.leeway(),
        p.clockError(),
        p.mountDelay());
  }

  static RotationPolicy withLeeway(RotationPolicy p, Duration leeway) {
    return new RotationPolicy(
        p.alg(),
        p.interval(),
        p.verifierCache(),
        p.activation(),
        p.propagationTimeout(),
        p.onTimeout(),
        p.maxTtl(),
        leeway,
        p.clockError(),
        p.mountDelay());
  }

  static RotationPolicy withTimeout(RotationPolicy p, Duration timeout) {
    return new RotationPolicy(
        p.alg(),
        p.interval(),
        p.verifierCache(),
        p.activation(),
        timeout,
        p.onTimeout(),
        p.maxTtl(),
        p.leeway(),
        p.clockError(),
        p.mountDelay());
  }

  static RotationPolicy afterDelay(RotationPolicy p) {
    return new RotationPolicy(
        p.alg(),
        p.interval(),
        p.verifierCache(),
        Activation.AFTER_DELAY,
        p.propagationTimeout(),
        p.onTimeout(),
        p.maxTtl(),
        p.leeway(),
        p.clockError(),
        p.mountDelay());
  }

  static RotationPolicy holdingOnTimeout(RotationPolicy p) {
    return new RotationPolicy(
        p.alg(),
        p.interval(),
        p.verifierCache(),
        p.activation(),
        p.propagationTimeout(),
        OnTimeout.WAIT,
        p.maxTtl(),
        p.leeway(),
        p.clockError(),
        p.mountDelay());
  }
}
