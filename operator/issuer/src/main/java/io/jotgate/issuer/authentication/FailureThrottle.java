package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.AuthenticationConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who has failed too often, by source and by credential, known or not.
 *
 * <p>What can be checked cheaply is checked first, and only failures meet the throttle: a right
 * credential always passes. A password costs a slow hash, so the throttle comes before it; there
 * the count for a user name is that of one source, so that nobody locks out a user from elsewhere.
 */
final class FailureThrottle {
  private static final int GENERATION = 8192;

  private final KeyedHash hash;
  private final FailureLimiter sources = new FailureLimiter(GENERATION);
  private final FailureLimiter credentials = new FailureLimiter(GENERATION);

  FailureThrottle(KeyedHash hash) {
    this.hash = hash;
  }

  /** The credential of a failure, as claimed. */
  record Claimed(String kind, String source, String id) {
    static Claimed key(String id) {
      return new Claimed("key", "", id);
    }

    static Claimed assertion(String clientId) {
      return new Claimed("assertion", "", clientId);
    }

    static Claimed password(String source, String user) {
      return new Claimed("password", source, user);
    }
  }

  /**
   * How long failures of this source, or with this credential, are too many; empty: they are not.
   */
  Optional<Duration> wait(
      AuthenticationConfig config, String source, Optional<Claimed> claimed, Instant now) {
    return Stream.of(
            sources.full(number(source), config.failuresPerSource(), now),
            claimed.flatMap(
                each -> credentials.full(number(each), config.failuresPerCredential(), now)))
        .flatMap(Optional::stream)
        .max(Duration::compareTo);
  }

  /** Failures of a source that have not been forgiven yet. */
  int failuresOfSource(AuthenticationConfig config, String source, Instant now) {
    return sources.failures(number(source), config.failuresPerSource(), now);
  }

  /** Counts a failure. */
  void failed(AuthenticationConfig config, String source, Optional<Claimed> claimed, Instant now) {
    sources.failed(number(source), config.failuresPerSource(), now);
    claimed.ifPresent(
        each -> credentials.failed(number(each), config.failuresPerCredential(), now));
  }

  private long number(String source) {
    return hash.number("source", source);
  }

  private long number(Claimed claimed) {
    return hash.number(claimed.kind(), claimed.source(), claimed.id());
  }
}
