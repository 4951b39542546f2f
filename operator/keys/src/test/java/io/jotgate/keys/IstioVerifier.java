package io.jotgate.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * Istio: istiod fetches every 20 minutes and pushes to the proxies; when that fails it tries again
 * after a minute, doubling to an hour, and drops the set after seven days.
 */
final class IstioVerifier implements SimulatedVerifier {
  private static final long REFRESH = 20 * 60_000L;
  private static final long FIRST_RETRY = 60_000;
  private static final long LONGEST_RETRY = 60 * 60_000L;
  private static final long DROPPED_AFTER = 7 * 24 * 60 * 60_000L;
  private static final long PUSH = 2_000;

  private final Duration leeway;
  private final VirtualTime time;
  private final Chance chance;
  private final JwksSource source;
  private Optional<Copy> pushed = Optional.empty();
  private long retry = FIRST_RETRY;

  IstioVerifier(Duration leeway, VirtualTime time, Chance chance, JwksSource source) {
    this.leeway = leeway;
    this.time = time;
    this.chance = chance;
    this.source = source;
    refresh();
  }

  private void refresh() {
    Optional<Copy> fetched = source.fetch().map(jwks -> new Copy(jwks, time.now()));
    fetched.ifPresent(copy -> time.after(chance.upTo(PUSH), () -> pushed = fetched));
    time.after(fetched.isPresent() ? REFRESH : retry, this::refresh);
    retry = fetched.isPresent() ? FIRST_RETRY : Math.min(LONGEST_RETRY, 2 * retry);
  }

  @Override
  public String name() {
    return "Istio";
  }

  @Override
  public Duration leeway() {
    return leeway;
  }

  @Override
  public Optional<Copy> copyFor(String kid) {
    return pushed.filter(copy -> time.now() < copy.takenAt() + DROPPED_AFTER);
  }
}
