package io.jotgate.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * When keys of one issuer rotate, and the numbers from which the waits follow.
 *
 * @param key algorithm and size of new keys
 * @param interval T: time from one planned rotation to the next
 * @param verifierCache P: oldest copy of the JWK set that a verifier may use; zero if every
 *     verifier acknowledges
 * @param activation what a prepared key waits for
 * @param propagationTimeout how long a planned rotation waits for acknowledgements
 * @param onTimeout what it does then
 * @param maxTtl L: largest token lifetime allowed from now on
 * @param leeway lambda: largest clock leeway of any verifier
 * @param clockError S: largest error of any clock
 * @param mountDelay W: longest assumed delay until a written file has reached every pod, used where
 *     nobody acknowledges
 * @param allowUnpublished whether a key may sign before its publish-ahead has passed when no other
 *     can: some verifiers refuse its tokens for a while
 */
public record RotationPolicy(
    KeyParameters key,
    Duration interval,
    Duration verifierCache,
    Activation activation,
    Duration propagationTimeout,
    OnTimeout onTimeout,
    Duration maxTtl,
    Duration leeway,
    Duration clockError,
    Duration mountDelay,
    boolean allowUnpublished) {

  /** What a prepared key waits for before it signs. */
  public enum Activation {
    /** Every pod that publishes or verifies has acknowledged it, and old copies have run out. */
    WHEN_PROPAGATED,
    /** Time alone. */
    AFTER_DELAY
  }

  /** What a planned rotation does when acknowledgements do not come in time. */
  public enum OnTimeout {
    /** Goes on and says who is left behind. */
    ACTIVATE,
    /** Holds. */
    WAIT
  }

  /** Refuses negative durations, and zero where a length is needed. */
  public RotationPolicy {
    KeyChecks.require(interval.isPositive(), "the rotation interval is positive");
    KeyChecks.require(maxTtl.isPositive(), "the largest token lifetime is positive");
    KeyChecks.require(
        !verifierCache.isNegative()
            && !propagationTimeout.isNegative()
            && !leeway.isNegative()
            && !clockError.isNegative()
            && !mountDelay.isNegative(),
        "no wait is negative");
  }

  /**
   * A: how long a key is served before it may sign. From the acknowledgement of every issuer pod (P
   * + 2S, or zero where every verifier acknowledges), else from publication (P + W + 2S).
   */
  public Duration publishAhead() {
    return switch (activation) {
      case WHEN_PROPAGATED ->
          verifierCache.isZero() ? Duration.ZERO : verifierCache.plus(clockError.multipliedBy(2));
      case AFTER_DELAY -> unacknowledgedPublishAhead();
    };
  }

  /** P + W + 2S: how long a key is published before it may sign without acknowledgements. */
  public Duration unacknowledgedPublishAhead() {
    return verifierCache.plus(mountDelay).plus(clockError.multipliedBy(2));
  }

  /** R for a key that was never allowed more than the present largest lifetime. */
  public Duration retain() {
    return retain(maxTtl);
  }

  /**
   * R: how long a key is published after it signs no longer. From the last acknowledgement of its
   * demotion (L + lambda + 4S), else from the demotion (+ W).
   *
   * @param largestTtl L of the key
   */
  public Duration retain(Duration largestTtl) {
    Duration acknowledged = largestTtl.plus(leeway).plus(clockError.multipliedBy(4));
    return switch (activation) {
      case WHEN_PROPAGATED -> acknowledged;
      case AFTER_DELAY -> acknowledged.plus(mountDelay);
    };
  }

  /** ceil(R/T): how many retiring keys a ring may hold for keys with this largest lifetime. */
  public int mostRetiring(Duration largestTtl) {
    Duration retained = retain(largestTtl);
    long whole = retained.dividedBy(interval);
    boolean exact = interval.multipliedBy(whole).equals(retained);
    return Math.toIntExact(Math.min(KeyRing.MAX_KEYS - 2, exact ? whole : whole + 1));
  }

  /** The inequality T >= A + R that this policy breaks, in words, or nothing if it holds. */
  public Optional<String> violation() {
    Duration needed = publishAhead().plus(retain());
    if (interval.compareTo(needed) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the rotation interval of %s is shorter than publish-ahead plus retention, %s + %s = %s: raise rotation.interval, or lower rotation.verifierCache or token.maxTTL"
            .formatted(
                seconds(interval), seconds(publishAhead()), seconds(retain()), seconds(needed)));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
