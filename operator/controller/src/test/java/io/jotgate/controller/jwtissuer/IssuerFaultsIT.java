package io.jotgate.controller.jwtissuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.controller.MortalOperator;
import io.jotgate.testing.apiserver.ApiServer;
import io.jotgate.testing.apiserver.WithApiServer;
import io.jotgate.testing.faults.Place;
import io.jotgate.testing.faults.WriteFault;
import io.jotgate.testing.proof.ProofForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever single thing goes wrong between the operator and the API server, no invariant breaks and
 * the issuer ends where it ends when nothing goes wrong.
 *
 * <p>The short form takes a sample; {@code -Djotgate.prove=true} takes every fault at every write
 * and every event of every phase.
 */
@WithApiServer
class IssuerFaultsIT {
  private static final long SEED = seed();
  private static final int LANES = Integer.getInteger("jotgate.lanes", ProofForm.choose(6, 4));
  private static final int SAMPLE = 3;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  @Test
  void reachesTheSameStateWhateverSingleThingGoesWrong(ApiServer server) {
    FaultCampaign campaign =
        new FaultCampaign(
            server,
            new Random(SEED),
            ProofForm.choose(Integer.MAX_VALUE, SAMPLE),
            Duration.ofMillis(ProofForm.choose(3000, 700)));

    campaign.run(LANES);

    ProofForm.report(List.of("seed " + SEED, campaign.figures()));
    assertEquals(List.of(), campaign.violations(), () -> "seed " + SEED);
  }

  /**
   * The client repeats the write, which then changes nothing and answers with the version of the
   * user: the framework would take the user's change for its own.
   */
  @Test
  void seesAChangeThatComesWhileAStatusWriteHangs(ApiServer server) {
    try (FaultTour tour = new FaultTour(server.install(), new MortalOperator.Starter(), false)) {
      tour.userCreatesIssuer();
      await().atMost(WITHIN).until(tour::statusSpeaksOfTheSpec);
      tour.awaitQuiet(Duration.ofSeconds(1));
      String write = "patch jwtissuers/login/status";
      tour.journal().begin();
      tour.operator().plan().arm(new Place(write, 1), WriteFault.TIME_OUT_AFTER_COMMIT);

      tour.userPatches("{\"spec\":{\"keys\":{\"rotation\":{\"propagationTimeout\":\"25h\"}}}}");
      await().atMost(WITHIN).until(() -> tour.journal().count(write) == 1);
      tour.userPatches("{\"spec\":{\"keys\":{\"rotation\":{\"propagationTimeout\":\"26h\"}}}}");

      await().atMost(WITHIN).untilAsserted(() -> assertTrue(tour.statusSpeaksOfTheSpec()));
    }
  }

  /** Which sample, and in which order; in the full form only the order. */
  private static long seed() {
    return Optional.ofNullable(System.getenv("JOTGATE_SEEDS"))
        .map(seeds -> Long.parseLong(seeds.split(",", -1)[0].strip()))
        .orElse(4L);
  }
}
