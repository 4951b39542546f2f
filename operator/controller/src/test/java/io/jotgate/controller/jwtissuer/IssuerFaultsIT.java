package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.testing.apiserver.ApiServer;
import io.jotgate.testing.apiserver.WithApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final boolean FULL = Boolean.getBoolean("jotgate.prove");
  private static final long SEED = seed();
  private static final int LANES = Integer.getInteger("jotgate.lanes", FULL ? 6 : 4);
  private static final int SAMPLE = 3;

  @Test
  void reachesTheSameStateWhateverSingleThingGoesWrong(ApiServer server) throws IOException {
    FaultCampaign campaign =
        new FaultCampaign(
            server,
            new Random(SEED),
            FULL ? Integer.MAX_VALUE : SAMPLE,
            Duration.ofMillis(FULL ? 3000 : 700));

    campaign.run(LANES);

    report(campaign);
    assertEquals(List.of(), campaign.violations(), () -> "seed " + SEED);
  }

  /** Which sample, and in which order; in the full form only the order. */
  private static long seed() {
    return Optional.ofNullable(System.getenv("JOTGATE_SEEDS"))
        .map(seeds -> Long.parseLong(seeds.split(",", -1)[0].strip()))
        .orElse(4L);
  }

  private static void report(FaultCampaign campaign) throws IOException {
    String figures = "seed " + SEED + "\n" + campaign.figures();
    System.out.println(figures);
    Optional<String> file = Optional.ofNullable(System.getProperty("jotgate.figures"));
    if (file.isPresent()) {
      Files.writeString(Path.of(file.get()), figures);
    }
  }
}
