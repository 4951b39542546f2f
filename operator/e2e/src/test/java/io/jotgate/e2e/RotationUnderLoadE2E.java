package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.e2e.LoadFigures.Trouble;
import io.jotgate.testing.proof.ProofForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rotation on a real node under {@value TokenLoad#RATE} requests per second: no unexpired token is
 * refused, and a sidecar that does not say what it has loaded holds the rotation.
 *
 * <p>An issuer holds one retiring key at a time, for at least its retention, so that one issuer
 * rotates about every four minutes at most. In full, several rotate at the same time.
 */
@Tag("node")
class RotationUnderLoadE2E {
  private static final long SEED = 5;

  /** Rotated by one test only, so that none waits for a key that another has retired. */
  private static final String HELD = "held";

  private static final int ROUNDS = ProofForm.choose(4, 1);
  private static final List<String> ROTATED =
      IntStream.rangeClosed(1, ProofForm.choose(5, 2)).mapToObj(i -> "login-" + i).toList();

  /**
   * The next rotation waits until the retiring key of 30 s tokens has been kept for 3.5 minutes.
   */
  private static final Duration ROTATED_WITHIN = Duration.ofMinutes(6);

  /** What was meant, but for the rise of the rate. In short form any machine will do. */
  private static final double LEAST_RATE = TokenLoad.RATE * ProofForm.choose(90, 0) / 100.0;

  private static final Duration WITHIN = Duration.ofMinutes(3);
  private static final BusyInstallation INSTALLATION =
      BusyInstallation.of("e2e-busy", Stream.concat(Stream.of(HELD), ROTATED.stream()).toList());
  private static final BusyShop SHOP = INSTALLATION.shop();

  @BeforeAll
  static void installTheChartAndTheShop() {
    INSTALLATION.install();
  }

  @AfterAll
  static void removeAll() {
    INSTALLATION.close();
  }

  @Test
  void refusesNoValidTokenWhileKeysRotate() {
    try (TokenLoad load = SHOP.load(ROTATED, SEED)) {
      awaitFullLoad(load);
      awaitTokensOf(load, ROTATED);

      for (int round = 0; round < ROUNDS; round++) {
        rotate(ROTATED);
        awaitTokensOf(load, ROTATED);
      }

      LoadFigures met = load.finish();
      ProofForm.report(
          List.of(
              "%d rotations of %d issuers, seed %d: %s"
                  .formatted(ROUNDS * ROTATED.size(), ROTATED.size(), SEED, met)));
      assertNoTrouble(met);
      assertTrue(met.rate() >= LEAST_RATE, met::toString);
      assertEquals((ROUNDS + 1) * ROTATED.size(), met.kids().size(), "keys in use");
    }
  }

  @Test
  void holdsTheRotationWhileASidecarIsFrozenAndGoesOnAfterwards() {
    Endpoint frozen = SHOP.sidecar("orders-b");
    String before = SHOP.activeKey(HELD);
    NodeProcess envoy = NodeProcess.of(SHOP.pod(frozen.pod()), "envoy");
    try (TokenLoad load = SHOP.load(List.of(HELD), SEED)) {
      awaitFullLoad(load);
      awaitTokensOf(load, List.of(HELD));
      load.leaveOut(frozen);
      envoy.signal("STOP");
      try {
        // The next key is of another algorithm: it has to be made, and nobody has loaded it yet.
        SHOP.patch(
            HELD,
            "{\"metadata\":{\"annotations\":{\"jotgate.io/rotate\":\"%s\"}},\"spec\":{\"keys\":{\"algorithm\":\"ES384\"}}}"
                .formatted(UUID.randomUUID()));
        await().atMost(WITHIN).untilAsserted(RotationUnderLoadE2E::assertHeldByItsRoute);
        // The kubelet notices too, and the pod leaves its Services: it is waited for all the same.
        await().atMost(WITHIN).untilAsserted(() -> assertFalse(isReady(frozen.pod())));
        await()
            .during(Duration.ofSeconds(15))
            .atMost(Duration.ofSeconds(25))
            .untilAsserted(
                () -> {
                  assertHeldByItsRoute();
                  assertEquals(before, SHOP.activeKey(HELD));
                });
      } finally {
        envoy.signal("CONT");
      }
      load.takeIn(frozen);
      await()
          .atMost(WITHIN)
          .untilAsserted(
              () -> {
                assertNotEquals(before, SHOP.activeKey(HELD));
                assertEquals("False", blocked().getStatus(), blocked()::getMessage);
              });
      awaitTokensOf(load, List.of(HELD));

      LoadFigures met = load.finish();
      ProofForm.report(List.of("a sidecar frozen and resumed, seed %d: %s".formatted(SEED, met)));
      assertNoTrouble(met);
      assertEquals(2, met.kids().size(), "keys in use");
    }
  }

  @Test
  void losesNoTokenThatIsAskedForOnceMoreWhenAReplicaIsKilled() {
    String issuer = ROTATED.getFirst();
    String victim = SHOP.replicas(issuer).getFirst().pod();
    int restarts = restarts(victim);
    try (TokenLoad load = SHOP.load(List.of(issuer), SEED)) {
      awaitFullLoad(load);

      NodeProcess.of(SHOP.pod(victim), "java").signal("KILL");

      await()
          .atMost(WITHIN)
          .untilAsserted(
              () -> {
                assertEquals(restarts + 1, restarts(victim));
                assertTrue(isReady(victim), victim);
              });
      LoadFigures met = load.finish();
      ProofForm.report(List.of("a replica of two killed, seed %d: %s".formatted(SEED, met)));
      assertEquals(0, met.count(Trouble.REFUSED), met::toString);
      assertEquals(0, met.count(Trouble.LOST), met::toString);
    }
  }

  /** Asks for one rotation of each and waits until they have happened. */
  private static void rotate(List<String> issuers) {
    Map<String, String> before =
        issuers.stream().collect(Collectors.toMap(Function.identity(), SHOP::activeKey));
    issuers.forEach(
        issuer ->
            SHOP.patch(
                issuer,
                "{\"metadata\":{\"annotations\":{\"jotgate.io/rotate\":\"%s\"}}}"
                    .formatted(UUID.randomUUID())));
    await()
        .atMost(ROTATED_WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                before.forEach(
                    (issuer, key) -> assertNotEquals(key, SHOP.activeKey(issuer), issuer)));
  }

  private static void awaitFullLoad(TokenLoad load) {
    await()
        .atMost(WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertTrue(load.figures().verified() > 10 * TokenLoad.RATE));
  }

  /** The load has used tokens of the key that signs now. */
  private static void awaitTokensOf(TokenLoad load, List<String> issuers) {
    await()
        .atMost(WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                issuers.forEach(
                    issuer ->
                        assertTrue(
                            load.figures().kids().contains(SHOP.activeKey(issuer)), issuer)));
  }

  private static void assertNoTrouble(LoadFigures met) {
    assertEquals(Map.of(), met.troubles(), met::toString);
  }

  private static void assertHeldByItsRoute() {
    Condition blocked = blocked();
    assertEquals("True", blocked.getStatus(), blocked::getMessage);
    assertEquals("PropagationPending", blocked.getReason(), blocked::getMessage);
    assertTrue(blocked.getMessage().contains("ProtectedRoute orders-b"), blocked::getMessage);
  }

  private static Condition blocked() {
    return Statuses.condition(SHOP.issuer(HELD), JwtIssuerStatus::conditions, "RotationBlocked")
        .orElseThrow(() -> new AssertionError("no condition RotationBlocked"));
  }

  private static boolean isReady(String pod) {
    return SHOP.pod(pod).getStatus().getConditions().stream()
        .anyMatch(each -> each.getType().equals("Ready") && each.getStatus().equals("True"));
  }

  private static int restarts(String pod) {
    Pod found = SHOP.pod(pod);
    return found.getStatus().getContainerStatuses().getFirst().getRestartCount();
  }
}
