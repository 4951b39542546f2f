package io.jotgate.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * nginx with the JWK set as a mounted file: the kubelet refreshes it within 90 s and nginx reloads;
 * while the API server is away the old file stays.
 */
final class MountedVerifier implements SimulatedVerifier {
  private static final long SYNC = 90_000;

  private final Duration leeway;
  private final VirtualTime time;
  private final Chance chance;
  private final JwksSource mount;
  private Optional<Copy> copy = Optional.empty();

  MountedVerifier(Duration leeway, VirtualTime time, Chance chance, JwksSource mount) {
    this.leeway = leeway;
    this.time = time;
    this.chance = chance;
    this.mount = mount;
    sync();
  }

  private void sync() {
    copy = mount.fetch().map(jwks -> new Copy(jwks, time.now())).or(() -> copy);
    time.after(chance.upTo(SYNC), this::sync);
  }

  @Override
  public String name() {
    return "nginx, mounted";
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
