package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.e2e.LoadFigures.Trouble;
import io.jotgate.e2e.RuleProbe.Answer;
import io.jotgate.testing.proof.ProofForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sidecars of a real node while something changes: a changed rule holds soon and gives no third
 * answer meanwhile, a sidecar that dies opens nothing, and pods are replaced without a failed
 * request.
 */
@Tag("node")
class EnforcementUnderLoadE2E {
  private static final String ISSUER = "login";
  private static final long SEED = 6;
  private static final int TRIALS = ProofForm.choose(50, 4);
  private static final int TRIALS_WITHOUT_REFRESH = ProofForm.choose(10, 1);

  /** A scope that the tokens have, and one that they have not. */
  private static final List<String> SCOPES = List.of("orders:read", "orders:never");

  private static final List<Integer> ANSWERS = List.of(200, 403);
  private static final Duration SOON = Duration.ofSeconds(30);

  /** A kubelet that nobody tells looks at a volume about once a minute. */
  private static final Duration KUBELET_PERIOD = Duration.ofMinutes(3);

  private static final Duration WITHIN = Duration.ofMinutes(3);
  private static final BusyInstallation INSTALLATION =
      BusyInstallation.of("e2e-enforced", List.of(ISSUER));
  private static final BusyShop SHOP = INSTALLATION.shop();
  private static final ProtectedWorkload CHANGED = INSTALLATION.workload("orders-a");
  private static final ProtectedWorkload OTHER = INSTALLATION.workload("orders-b");

  @BeforeAll
  static void installTheChartAndTheShop() {
    INSTALLATION.install();
  }

  @AfterAll
  static void removeAll() {
    INSTALLATION.close();
  }

  @Test
  void enforcesAChangedRuleSoonAndGivesNoThirdAnswer() {
    try (RefreshedToken token = SHOP.token(ISSUER);
        RuleProbe changed = new RuleProbe(SHOP.sidecar(CHANGED.name()), token);
        RuleProbe other = new RuleProbe(SHOP.sidecar(OTHER.name()), token)) {
      List<Long> times =
          changes(TRIALS, changed, SOON, trial -> CHANGED.requires(SCOPES.get(trial % 2)));

      ProofForm.report(
          List.of(
              "a changed rule, from kubectl apply to its enforcement: " + new Percentiles(times)));
      assertEquals(List.of(200), statuses(other), "answers of another workload");
    }
  }

  @Test
  void followsItsFilesWithoutTheOperatorToo() {
    Map<Integer, Map<String, String>> files = new HashMap<>();
    try (RefreshedToken token = SHOP.token(ISSUER);
        RuleProbe changed = new RuleProbe(SHOP.sidecar(CHANGED.name()), token)) {
      changes(
          2,
          changed,
          SOON,
          trial -> {
            files.put((trial + 1) % 2, CHANGED.policyFiles());
            CHANGED.requires(SCOPES.get(trial % 2));
          });
      INSTALLATION.stopOperator();
      try {
        List<Long> times =
            changes(
                TRIALS_WITHOUT_REFRESH,
                changed,
                KUBELET_PERIOD,
                trial -> CHANGED.replacePolicyFiles(files.getOrDefault(trial % 2, Map.of())));

        ProofForm.report(
            List.of(
                "a changed file without the refresh annotation, from its write to its enforcement: "
                    + new Percentiles(times)));
      } finally {
        INSTALLATION.startOperator();
      }
      CHANGED.requires(SCOPES.getFirst());
      changed.awaitAnswer(200, SOON);
    }
  }

  @Test
  void opensNothingWhenASidecarIsKilled() {
    Endpoint victim = SHOP.sidecar(CHANGED.name());
    int restarts = CHANGED.sidecarRestarts();
    try (TokenLoad load = SHOP.load(List.of(ISSUER), SEED);
        RefreshedToken token = SHOP.token(ISSUER);
        RuleProbe withoutToken = new RuleProbe(victim, () -> "");
        RuleProbe other = new RuleProbe(SHOP.sidecar(OTHER.name()), token)) {
      awaitFullLoad(load);

      NodeProcess.of(CHANGED.pod(), "envoy").signal("KILL");

      await()
          .atMost(WITHIN)
          .untilAsserted(
              () -> {
                assertEquals(restarts + 1, CHANGED.sidecarRestarts());
                assertTrue(CHANGED.isReady());
              });
      LoadFigures met = load.finish();
      ProofForm.report(List.of("a sidecar killed, seed %d: %s".formatted(SEED, met)));
      withoutToken.awaitAnswer(401, SOON);
      assertEquals(List.of(401, RuleProbe.NO_ANSWER, 401), statuses(withoutToken));
      assertEquals(List.of(200), statuses(other), "answers of another workload");
      assertEquals(0, met.count(Trouble.REFUSED), met::toString);
      assertEquals(0, met.count(Trouble.SERVER_ERROR), met::toString);
      assertEquals(0, met.count(Trouble.LOST), met::toString);
    }
  }

  @Test
  void losesNoRequestWhenPodsAreReplaced() {
    try (TokenLoad load = SHOP.load(List.of(ISSUER), List.of(OTHER.service()), SEED);
        RuleProbe withoutToken = new RuleProbe(OTHER.service(), () -> "")) {
      awaitFullLoad(load);

      OTHER.restart();

      LoadFigures met = load.finish();
      ProofForm.report(List.of("pods replaced, seed %d: %s".formatted(SEED, met)));
      assertEquals(Map.of(), met.troubles(), met::toString);
      assertEquals(0, statuses(withoutToken).stream().filter(each -> each == 200).count());
    }
  }

  /**
   * Changes something so that the answer becomes the other one, several times, and ends with the
   * answer of the beginning if their number is even.
   *
   * @param change what to change for a trial; odd ones grant, even ones refuse
   * @return milliseconds from the change to the first request that had the other answer
   */
  private static List<Long> changes(
      int trials, RuleProbe probe, Duration patience, Consumer<Integer> change) {
    probe.awaitAnswer(ANSWERS.getFirst(), SOON);
    int before = probe.changes().size();
    List<Integer> expected = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    for (int trial = 1; trial <= trials; trial++) {
      expected.add(ANSWERS.get(trial % 2));
      long began = System.nanoTime();
      change.accept(trial);
      long seen = probe.awaitAnswer(ANSWERS.get(trial % 2), patience);
      times.add(Duration.ofNanos(seen - began).toMillis());
    }
    assertEquals(expected, statuses(probe).subList(before, probe.changes().size()));
    return times;
  }

  private static List<Integer> statuses(RuleProbe probe) {
    return probe.changes().stream().map(Answer::status).toList();
  }

  private static void awaitFullLoad(TokenLoad load) {
    await()
        .atMost(WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertTrue(load.figures().verified() > 10 * TokenLoad.RATE));
  }
}
