package io.jotgate.controller.workload;

import static io.jotgate.controller.Expectations.awaited;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.OrdersRig;
import io.jotgate.controller.Shop;
import io.jotgate.controller.SidecarPods;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.keys.KeyRing;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operator writes for a workload, and when it writes nothing. */
@WithApiServer
record WorkloadPolicyReconcilerIT(
    InstalledNamespace namespace,
    NamespaceUser user,
    Shop shop,
    SidecarPods pods,
    OrdersRig orders) {
  private static final String NETWORK_POLICIES = "count/networkpolicies.networking.k8s.io";

  @Test
  void writesPolicyAndTrustThatTheWorkloadOwns() {
    KeyRing ring = orders.userProtectsOrders();

    orders.awaitPolicy("orders:read");
    orders.awaitTrust(ring.active().orElseThrow().kid());
    var owners = OwnerReferences.of(user.get(ConfigMap.class, OrdersRig.POLICY));
    assertEquals(List.of("Deployment"), owners.stream().map(each -> each.getKind()).toList());
  }

  @Test
  void mergesAllRoutesOfTheWorkload() {
    shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 1);
    shop.userProtects("read", "orders", "/orders", "orders:read");
    shop.userProtects("bills", "orders", "/bills", "bills:read");

    orders.awaitPolicy("orders:read");
    orders.awaitPolicy("bills:read");
  }

  @Test
  void refusesEverythingWhenTheLastRouteGoesAndKeepsTheConfigMaps() {
    orders.protectedOrders();

    user.deletes(ProtectedRoute.class, "orders");

    awaiting(() -> assertFalse(orders.policy().contains("orders:read")));
    assertFalse(orders.policy().isEmpty());
  }

  @Test
  void admitsOnlyTheSidecarAndTheOperator() {
    orders.protectedOrders();

    NetworkPolicy policy = awaited(() -> user.find(NetworkPolicy.class, "orders-jotgate"));
    var rules = policy.getSpec().getIngress();
    assertEquals(
        List.of(15080, 15021),
        rules.stream().map(rule -> rule.getPorts().getFirst().getPort().getIntVal()).toList());
    assertEquals(0, rules.getFirst().getFrom().size());
    assertEquals(1, rules.getLast().getFrom().size());
  }

  @Test
  void saysWhatTheApiServerRefuses() {
    orders.protectedOrders();
    ResourceQuota quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("none")
            .endMetadata()
            .withNewSpec()
            .addToHard(NETWORK_POLICIES, new Quantity("0"))
            .endSpec()
            .withNewStatus()
            .addToHard(NETWORK_POLICIES, new Quantity("0"))
            .addToUsed(NETWORK_POLICIES, new Quantity("0"))
            .endStatus()
            .build();
    user.creates(quota);
    user.writesStatus(quota);

    awaiting(
        () -> {
          user.deletes(NetworkPolicy.class, "orders-jotgate");
          Condition ready = shop.condition("orders", "Ready");
          assertEquals("ApplyRefused", ready.getReason());
          assertTrue(ready.getMessage().contains("quota"));
        });
  }

  @Test
  void writesNothingAfterARestartThatFindsEverythingAsItShouldBe() {
    orders.readyOrders();
    orders.operator().stop();
    int before = namespace.operatorWrites().size();
    int asked = pods.asked();

    orders.operator().start();
    awaiting(() -> assertTrue(pods.asked() > asked));
    shop.userProtects("marker", "nobody", "/", "x");
    shop.awaitCondition("marker", "Ready", "False", "WorkloadNotFound");

    assertEquals(
        List.of(),
        namespace.operatorWrites().stream()
            .skip(before)
            .filter(each -> each.name().startsWith("orders"))
            .toList());
  }

  @Test
  void needsNoPermissionThatTheChartDoesNotGive() {
    KeyRing ring = orders.readyOrders();
    shop.issuerPrepares("login", ring);
    awaiting(() -> assertTrue(orders.refreshOfPod().isPresent()));

    assertEquals(List.of(), namespace.operatorRefusals());
  }
}
