package io.jotgate.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One verifier of every kind that keeps copies for at most P, and the sidecars of two routes. */
final class VerifierFleet {
  private static final int SIDECARS = 2;

  private final List<SimulatedSidecar> sidecars;
  private final List<SimulatedVerifier> all;

  VerifierFleet(RotationSimulation history) {
    sidecars =
        IntStream.range(0, SIDECARS)
            .mapToObj(i -> new SimulatedSidecar("sidecars of route-" + i, history))
            .toList();
    List<SimulatedVerifier> verifiers = new ArrayList<>(sidecars);
    if (history.world.truth().verifierCache().isPositive()) {
      keepers(history).forEach(verifiers::add);
    }
    all = List.copyOf(verifiers);
  }

  /** The verifiers of the reference's table of staleness. */
  private static Stream<SimulatedVerifier> keepers(RotationSimulation history) {
    VirtualTime time = history.time;
    Chance chance = history.chance;
    JwksSource service = history.pods::fetch;
    JwksSource mount = () -> history.mount("a mount");
    Duration leeway = history.world.truth().leeway();
    return Stream.of(
        new OnDemandVerifier("Envoy", leeway, Duration.ofSeconds(600), 4, time, chance, service),
        new OnDemandVerifier(
            "Envoy Gateway", leeway, Duration.ofSeconds(300), 4, time, chance, service),
        new OnDemandVerifier(
            "Oathkeeper", Duration.ZERO, Duration.ofSeconds(30), 1, time, chance, service),
        new OnDemandVerifier(
            "max-age client", leeway, Duration.ofSeconds(3600), 3, time, chance, service),
        new AsyncFetchVerifier(leeway, time, service),
        new IstioVerifier(leeway, time, chance, service),
        new RefetchingVerifier(leeway, time, service),
        new MountedVerifier(leeway, time, chance, mount));
  }

  List<SimulatedSidecar> sidecars() {
    return sidecars;
  }

  List<SimulatedVerifier> all() {
    return all;
  }
}
