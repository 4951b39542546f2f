package io.jotgate.keys;

import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import java.time.Duration;
import java.util.function.Consumer;

/** Policies that differ from another one in one number. */
final class Policies {
  private KeyParameters key;
  private Duration interval;
  private Duration verifierCache;
  private Activation activation;
  private Duration propagationTimeout;
  private OnTimeout onTimeout;
  private Duration maxTtl;
  private Duration leeway;
  private boolean allowUnpublished;

  private Policies(RotationPolicy p) {
    key = p.key();
    interval = p.interval();
    verifierCache = p.verifierCache();
    activation = p.activation();
    propagationTimeout = p.propagationTimeout();
    onTimeout = p.onTimeout();
    maxTtl = p.maxTtl();
    leeway = p.leeway();
    allowUnpublished = p.allowUnpublished();
  }

  static RotationPolicy withAlg(RotationPolicy p, String alg) {
    return withKey(p, KeyParameters.of(alg));
  }

  static RotationPolicy withKey(RotationPolicy p, KeyParameters key) {
    return with(p, changed -> changed.key = key);
  }

  static RotationPolicy withInterval(RotationPolicy p, Duration interval) {
    return with(p, changed -> changed.interval = interval);
  }

  static RotationPolicy withVerifierCache(RotationPolicy p, Duration cache) {
    return with(p, changed -> changed.verifierCache = cache);
  }

  static RotationPolicy withMaxTtl(RotationPolicy p, Duration maxTtl) {
    return with(p, changed -> changed.maxTtl = maxTtl);
  }

  static RotationPolicy withLeeway(RotationPolicy p, Duration leeway) {
    return with(p, changed -> changed.leeway = leeway);
  }

  static RotationPolicy withTimeout(RotationPolicy p, Duration timeout) {
    return with(p, changed -> changed.propagationTimeout = timeout);
  }

  static RotationPolicy holdingOnTimeout(RotationPolicy p) {
    return with(p, changed -> changed.onTimeout = OnTimeout.WAIT);
  }

  static RotationPolicy goingOnAfterTimeout(RotationPolicy p) {
    return with(p, changed -> changed.onTimeout = OnTimeout.ACTIVATE);
  }

  static RotationPolicy afterDelay(RotationPolicy p) {
    return with(p, changed -> changed.activation = Activation.AFTER_DELAY);
  }

  static RotationPolicy allowingUnpublished(RotationPolicy p) {
    return with(p, changed -> changed.allowUnpublished = true);
  }

  private static RotationPolicy with(RotationPolicy p, Consumer<Policies> change) {
    Policies changed = new Policies(p);
    change.accept(changed);
    return new RotationPolicy(
        changed.key,
        changed.interval,
        changed.verifierCache,
        changed.activation,
        changed.propagationTimeout,
        changed.onTimeout,
        changed.maxTtl,
        changed.leeway,
        p.clockError(),
        p.mountDelay(),
        changed.allowUnpublished);
  }
}
