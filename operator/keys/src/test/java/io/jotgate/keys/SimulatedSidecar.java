package io.jotgate.keys;

import java.time.Duration;
import java.util.Optional;

/**
 * The sidecars of one route: they have the keys from a mounted file, load it when the kubelet has
 * refreshed it, and say which epoch they have loaded. They may be late for as long as they like.
 */
final class SimulatedSidecar implements SimulatedVerifier {
  private final String name;
  private final RotationSimulation history;
  private Optional<Copy> loaded = Optional.empty();
  private long stuckUntil;

  SimulatedSidecar(String name, RotationSimulation history) {
    this.name = name;
    this.history = history;
    sync();
  }

  private void sync() {
    boolean late = history.world.has(World.Fault.LATE_SIDECARS) && history.chance.fault(0.003);
    if (late) {
      stuckUntil = history.time.now() + history.chance.upTo(2 * history.world.interval());
    }
    load();
    history.time.after(history.chance.upTo(history.world.mountDelay()), this::sync);
  }

  /** Loads what is stored, unless it is stuck. */
  void load() {
    if (history.time.now() >= stuckUntil) {
      loaded =
          history
              .mount("the trust of " + name)
              .filter(jwks -> jwks.ring().epoch() >= epoch())
              .map(jwks -> new Copy(jwks, history.time.now()))
              .or(() -> loaded);
    }
  }

  void endTrouble() {
    stuckUntil = 0;
    load();
  }

  VerifierAcknowledgement acknowledgement() {
    return new VerifierAcknowledgement(name, epoch(), true);
  }

  private long epoch() {
    return loaded.map(copy -> copy.jwks().ring().epoch()).orElse(0L);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration leeway() {
    return history.world.truth().leeway();
  }

  @Override
  public Optional<Copy> copyFor(String kid) {
    return loaded;
  }

  @Override
  public boolean acknowledges() {
    return true;
  }
}
