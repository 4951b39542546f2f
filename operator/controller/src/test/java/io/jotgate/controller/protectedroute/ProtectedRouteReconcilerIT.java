package io.jotgate.controller.protectedroute;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.OrdersRig;
import io.jotgate.controller.Shop;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WithApiServer
record ProtectedRouteReconcilerIT(NamespaceUser user, Shop shop, OrdersRig orders) {
  @Test
  void becomesReadyWhenEveryReadyPodHasLoadedThePolicy() {
    orders.userProtectsOrders();
    orders.awaitCondition("Ready", "False", "NoReadyPods");
    orders.awaitCondition("Accepted", "True", "Accepted");
    orders.awaitCondition("ResolvedRefs", "True", "ResolvedRefs");

    orders.podStarts();
    orders.podBecomesReady();
    orders.awaitCondition("Ready", "Unknown", "PodUnreachable");
    orders.podLoads();

    var status = orders.awaitCondition("Ready", "True", "Ready");
    var pods = Optional.ofNullable(status.pods()).orElseThrow();
    assertEquals(1, pods.total());
    assertEquals(1, pods.enforced());
  }

  @Test
  void saysWhichPodsAnUpgradeHasLeftWithAnEarlierBootstrapAndStaysReady() {
    orders.protectedOrders();
    orders.podStarts();
    orders.podLoads("1");
    orders.podBecomesReady();

    orders.awaitCondition("RestartRequired", "True", "BootstrapOutdated");
    assertTrue(
        shop.condition("orders", "RestartRequired").getMessage().contains("orders-1"),
        "it names the pod");
    orders.awaitCondition("Ready", "True", "Ready");
    assertEquals("True", shop.condition("orders", "Enforced").getStatus());

    // The user has replaced the pod.
    orders.podLoads();
    user.patches(ProtectedRoute.class, "orders", "{\"spec\":{\"hosts\":[\"orders.example.com\"]}}");

    orders.awaitCondition("RestartRequired", "False", "BootstrapCurrent");
  }

  @Test
  void waitsForItsWorkloadAndWritesNothingBefore() {
    shop.userCreatesIssuer("login");
    shop.userProtects("orders", "orders", "/orders", "orders:read");
    orders.awaitCondition("Ready", "False", "WorkloadNotFound");
    assertEquals(Optional.empty(), user.find(ConfigMap.class, OrdersRig.POLICY));

    shop.userDeploys("orders", 1);

    orders.awaitCondition("Ready", "False", "NoReadyPods");
    orders.awaitPolicy("orders:read");
  }

  @Test
  void saysThatAnIssuerIsMissingAndRefusesItsPathsUntilItIsThere() {
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");
    orders.awaitCondition("ResolvedRefs", "False", "IssuerNotFound");
    assertEquals("True", shop.condition("orders", "Stalled").getStatus());

    shop.userCreatesIssuer("login");

    orders.awaitCondition("ResolvedRefs", "True", "ResolvedRefs");
    orders.awaitPolicy("orders:read");
  }

  @Test
  void reportsRoutesThatContradictEachOtherOnBoth() {
    shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 1);
    shop.userProtects("one", "orders", "/orders", "orders:read");
    shop.userProtects("two", "orders", "/orders", "orders:write");

    shop.awaitCondition("one", "Accepted", "False", "Conflicted");
    shop.awaitCondition("two", "Accepted", "False", "Conflicted");
  }

  @Test
  void neverTouchesAConfigMapOfTheSameNameThatSomebodyElseMade() {
    user.creates(
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(OrdersRig.POLICY)
            .endMetadata()
            .withData(Map.of("mine", "yes"))
            .build());
    orders.userProtectsOrders();

    orders.awaitCondition("Ready", "False", "NameConflict");
    assertEquals(Map.of("mine", "yes"), user.get(ConfigMap.class, OrdersRig.POLICY).getData());
  }

  @Test
  void isReadyWithoutPodsWhenTheWorkloadWantsNone() {
    shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 0);
    shop.userProtects("orders", "orders", "/orders", "orders:read");

    orders.awaitCondition("Programmed", "True", "NoPods");
  }

  @Test
  void makesThePairAgainWhenThePolicyConfigMapIsDeleted() {
    orders.userProtectsOrders();
    orders.awaitPolicy("orders:read");

    user.deletes(ConfigMap.class, OrdersRig.POLICY);

    orders.awaitPolicy("orders:read");
  }

  @Test
  void saysThatTheLabelIsMissingThatBringsTheSidecarIn() {
    shop.userCreatesIssuer("login");
    user.applies(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: orders}
        spec:
          selector: {matchLabels: {app: orders}}
          template:
            metadata: {labels: {app: orders}}
            spec: {containers: [{name: app, image: app}]}
        """);
    shop.userProtects("orders", "orders", "/orders", "orders:read");

    orders.awaitCondition("Enforced", "False", "SidecarMissing");
    awaiting(
        () ->
            assertTrue(
                shop.condition("orders", "Enforced")
                    .getMessage()
                    .contains("jotgate.io/sidecar: orders")));
  }
}
