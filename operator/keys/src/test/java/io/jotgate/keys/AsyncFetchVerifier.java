package io.jotgate.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * Envoy's jwt_authn with async_fetch: fetches every 595 s whether or not tokens arrive, every
 * second while that fails, and keeps the last set for ever meanwhile.
 */
final class AsyncFetchVerifier implements SimulatedVerifier {
  private static final long REFETCH = 595_000;
  private static final long RETRY = 1_000;

  private final Duration leeway;
  private final VirtualTime time;
  private final JwksSource source;
  private Optional<Copy> copy = Optional.empty();

  AsyncFetchVerifier(Duration leeway, VirtualTime time, JwksSource source) {
    this.leeway = leeway;
    this.time = time;
    this.source = source;
    fetch();
  }

  private void fetch() {
    Optional<Copy> fetched = source.fetch().map(jwks -> new Copy(jwks, time.now()));
    copy = fetched.or(() -> copy);
    time.after(fetched.isPresent() ? REFETCH : RETRY, this::fetch);
  }

  @Override
  public String name() {
    return "Envoy, async_fetch";
  }

  @Override
  public Duration leeway() {
    return leeway;
  }

  @Override
  public Optional<Copy> copyFor(String kid) {
    return copy;
  }
}
