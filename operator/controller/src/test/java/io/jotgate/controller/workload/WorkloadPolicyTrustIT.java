package io.jotgate.controller.workload;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus.IssuerStatus;
import io.jotgate.controller.ClusterNodes;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.OrdersRig;
import io.jotgate.controller.Shop;
import io.jotgate.keys.KeyRing;
import io.jotgate.testing.apiserver.WithApiServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the keys that a workload trusts follow its issuers. */
@WithApiServer
record WorkloadPolicyTrustIT(NamespaceUser user, Shop shop, OrdersRig orders, ClusterNodes nodes) {
  @Test
  void changesOnlyTheTrustWhenTheIssuerRotates() {
    KeyRing ring = orders.protectedOrders();
    String before = orders.policy();

    KeyRing next = shop.issuerPrepares("login", ring);

    orders.awaitTrust(next.prepared().orElseThrow().kid());
    orders.awaitTrust(ring.active().orElseThrow().kid());
    orders.awaitTrust(";login=" + next.epoch());
    assertEquals(before, orders.policy());
  }

  @Test
  void tellsPodsThatLagToRefreshAndReportsWhatTheyHaveLoaded() {
    KeyRing ring = orders.readyOrders();

    KeyRing next = shop.issuerPrepares("login", ring);

    orders.awaitCondition("Programmed", "False", "Propagating");
    awaiting(() -> assertTrue(orders.refreshOfPod().isPresent()));
    orders.podLoads();
    var status = orders.awaitCondition("Ready", "True", "Ready");
    var issuer = Optional.ofNullable(status.issuers()).orElseThrow().getFirst();
    assertEquals(Long.valueOf(next.epoch()), issuer.ringEpoch());
  }

  @Test
  void doesNotCountAPodOnceItsNodeHasBeenAwayForLong() {
    orders.protectedOrders();
    orders.silentPodRunsOn(nodes.silentFor(Duration.ofMinutes(1)));
    assertEquals(
        Optional.of(0L),
        epochOfLogin(orders.awaitCondition("Programmed", "Unknown", "PodUnreachable")));

    nodes.silentFor(Duration.ofHours(2));

    assertEquals(
        Optional.empty(),
        epochOfLogin(orders.awaitCondition("Programmed", "False", "NoReadyPods")));
  }

  @Test
  void countsASidecarThatHangsAlthoughItsPodIsNotReady() {
    orders.readyOrders();

    orders.podHangs();

    assertEquals(
        Optional.of(0L), epochOfLogin(orders.awaitCondition("Programmed", "False", "NoReadyPods")));
  }

  @Test
  void doesNotCountASidecarThatHasEnded() {
    orders.readyOrders();
    orders.podHangs();
    orders.awaitCondition("Programmed", "False", "NoReadyPods");

    orders.sidecarEnds();

    awaiting(() -> assertEquals(Optional.empty(), epochOfLogin(orders.status())));
  }

  private static Optional<Long> epochOfLogin(ProtectedRouteStatus status) {
    IssuerStatus login = Optional.ofNullable(status.issuers()).orElseThrow().getFirst();
    return Optional.ofNullable(login.ringEpoch());
  }

  @Test
  void movesARouteToMoreIssuersOnlyWhenEveryPodHasLoadedTheirTrust() {
    orders.readyOrders();
    String before = orders.policy();
    KeyRing partners = shop.userCreatesIssuer("partners");

    user.patches(
        ProtectedRoute.class,
        "orders",
        "{\"spec\":{\"issuerRefs\":[{\"name\":\"login\"},{\"name\":\"partners\"}]}}");

    orders.awaitTrust(partners.active().orElseThrow().kid());
    orders.awaitCondition("Programmed", "False", "Propagating");
    assertEquals(before, orders.policy());
    orders.podLoads();
    awaiting(() -> assertNotEquals(before, orders.policy()));
    awaiting(
        () -> {
          orders.podLoads();
          assertEquals("True", shop.condition("orders", "Ready").getStatus());
        });
  }

  @Test
  void takesTheKeysAwayWhenTheIssuerIsDeleted() {
    KeyRing ring = orders.protectedOrders();
    String kid = ring.active().orElseThrow().kid();

    user.deletes(JwtIssuer.class, "login");

    awaiting(() -> assertFalse(orders.trust().contains(kid)));
    orders.awaitCondition("ResolvedRefs", "False", "IssuerNotFound");
  }

  @Test
  void takesNoKeyAwayWhenTheRingGoesMissingWhileTheIssuerIsThere() {
    KeyRing ring = orders.protectedOrders();
    user.deletes(ConfigMap.class, "login-jwks");

    orders.awaitCondition("Programmed", "False", "IssuerKeysMissing");

    String kid = ring.active().orElseThrow().kid();
    assertTrue(orders.trust().contains(kid));
    shop.userProtects("orders", "orders", "/orders", "orders:admin");
    orders.awaitPolicy("orders:admin");
    assertTrue(orders.trust().contains(kid), "the rule moves, the key stays");
    shop.issuerPublishes("login", ring);
    orders.awaitCondition("Programmed", "False", "NoReadyPods");
  }
}
