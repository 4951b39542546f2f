package io.jotgate.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * nimbus with JWKSourceBuilder: a copy lives 300 s, is refreshed 30 s ahead when a token arrives
 * then, and an unknown kid makes it fetch again, at most once in 30 s.
 */
final class RefetchingVerifier implements SimulatedVerifier {
  private static final long LIFETIME = 300_000;
  private static final long AHEAD = 30_000;
  private static final long RATE_LIMIT = 30_000;

  private final Duration leeway;
  private final VirtualTime time;
  private final JwksSource source;
  private Optional<Copy> copy = Optional.empty();
  private long lastRefetch = -RATE_LIMIT;

  RefetchingVerifier(Duration leeway, VirtualTime time, JwksSource source) {
    this.leeway = leeway;
    this.time = time;
    this.source = source;
  }

  @Override
  public String name() {
    return "nimbus";
  }

  @Override
  public Duration leeway() {
    return leeway;
  }

  @Override
  public Optional<Copy> copyFor(String kid) {
    copy = copy.filter(c -> time.now() < c.takenAt() + LIFETIME);
    if (copy.filter(c -> time.now() < c.takenAt() + LIFETIME - AHEAD).isEmpty()) {
      fetch();
    }
    boolean unknown = copy.filter(c -> c.jwks().kids().contains(kid)).isEmpty();
    if (unknown && time.now() >= lastRefetch + RATE_LIMIT) {
      lastRefetch = time.now();
      fetch();
    }
    return copy;
  }

  private void fetch() {
    copy = source.fetch().map(jwks -> new Copy(jwks, time.now())).or(() -> copy);
  }
}
