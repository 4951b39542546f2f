package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.testing.proof.ProofForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any two of the five files of a running sidecar come late, are rejected, truncated, too long or
 * missing, in every order, while policies and trust change as the operator changes them: what
 * reaches the workload is allowed by the old or by the new policy, and in the end by the new one
 * exactly. In full (property {@code jotgate.prove}): 10,000 histories.
 */
@Tag("envoy")
class EnvoySkewIT {
  private static final long SEED = ProofForm.seeds(1).getFirst();
  private static final int HISTORIES = ProofForm.choose(10_000, 40);

  /** So many for one Envoy. */
  private static final int HISTORIES_PER_ENVOY = 500;

  @TempDir Path directory;

  @Test
  void nothingOpensThatNeitherTheOldNorTheNewPolicyAllows() throws IOException {
    SkewFigures figures = new SkewFigures();
    SkewedTokens tokens = new SkewedTokens();
    List<SkewedHistories.Plan> plans = plans();
    for (int done = 0; done < HISTORIES; done += HISTORIES_PER_ENVOY) {
      tokens.renew();
      Path own = Files.createDirectory(directory.resolve("envoy-" + done));
      try (SidecarRig rig = SidecarRig.withoutLog(own)) {
        int last = Math.min(HISTORIES, done + HISTORIES_PER_ENVOY);
        try (SkewedHistories histories =
            new SkewedHistories(rig, tokens, new Random(SEED * 1_000_003 + done), figures)) {
          for (int i = done; i < last; i++) {
            histories.next(plans.get((int) ((i * 7919L + SEED) % plans.size())));
          }
        }
      }
      System.out.println(figures.progress());
    }
    ProofForm.report(figures.lines(SEED, plans.size()));
    assertEquals(List.of(), figures.problems());
    assertTrue(figures.reached() > HISTORIES, "probes that are allowed must get through");
  }

  /** Every pair of files with every pair of faults, in both orders. */
  private static List<SkewedHistories.Plan> plans() {
    List<SkewedHistories.Plan> plans = new ArrayList<>();
    for (String first : SkewedVolume.FILES) {
      for (String second : SkewedVolume.FILES) {
        for (SkewedVolume.Fault a : SkewedVolume.Fault.values()) {
          for (SkewedVolume.Fault b : SkewedVolume.Fault.values()) {
            if (!first.equals(second)) {
              plans.add(new SkewedHistories.Plan(first, a, second, b));
            }
          }
        }
      }
    }
    return plans;
  }
}
