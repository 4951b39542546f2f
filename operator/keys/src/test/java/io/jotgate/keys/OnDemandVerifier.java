package io.jotgate.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fetches when a token arrives and its copy has expired; does not fetch for an unknown kid. Each
 * worker thread keeps its own copy. Envoy's jwt_authn without async_fetch, Envoy Gateway,
 * Oathkeeper, and clients that respect max-age.
 */
final class OnDemandVerifier implements SimulatedVerifier {
  private final String name;
  private final Duration leeway;
  private final long lifetime;
  private final VirtualTime time;
  private final Chance chance;
  private final JwksSource source;
  private final List<Optional<Copy>> workers = new ArrayList<>();

  OnDemandVerifier(
      String name,
      Duration leeway,
      Duration lifetime,
      int workers,
      VirtualTime time,
      Chance chance,
      JwksSource source) {
    this.name = name;
    this.leeway = leeway;
    this.lifetime = lifetime.toMillis();
    this.time = time;
    this.chance = chance;
    this.source = source;
    for (int i = 0; i < workers; i++) {
      this.workers.add(Optional.empty());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration leeway() {
    return leeway;
  }

  @Override
  public Optional<Copy> copyFor(String kid) {
    int worker = chance.index(workers.size());
    Optional<Copy> kept =
        workers.get(worker).filter(copy -> time.now() < copy.takenAt() + lifetime);
    Optional<Copy> used = kept.or(() -> source.fetch().map(jwks -> new Copy(jwks, time.now())));
    workers.set(worker, used);
    return used;
  }
}
