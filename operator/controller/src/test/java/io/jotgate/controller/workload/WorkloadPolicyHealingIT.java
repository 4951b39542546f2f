package io.jotgate.controller.workload;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.OrdersRig;
import io.jotgate.controller.Shop;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.keys.KeyRing;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operator puts right that others have changed or deleted. */
@WithApiServer
record WorkloadPolicyHealingIT(NamespaceUser user, Shop shop, OrdersRig orders) {
  @Test
  void putsBackWhatSomebodyElseWrote() {
    orders.protectedOrders();
    String good = orders.policy();

    user.edits(ConfigMap.class, OrdersRig.POLICY, each -> each.getData().put("rds.json", "{}"));

    awaiting(() -> assertEquals(good, orders.policy()));
  }

  @Test
  void makesATrustConfigMapThatWasDeletedAgain() {
    KeyRing ring = orders.protectedOrders();

    user.deletes(ConfigMap.class, OrdersRig.TRUST);

    orders.awaitTrust(ring.active().orElseThrow().kid());
  }

  @Test
  void movesTheConfigMapsToAWorkloadThatWasMadeAgainUnderItsName() {
    orders.protectedOrders();
    String good = orders.policy();
    user.deletes(Deployment.class, "orders");
    orders.awaitCondition("ResolvedRefs", "False", "WorkloadNotFound");

    shop.userDeploys("orders", 1);

    Deployment again = user.get(Deployment.class, "orders");
    awaiting(
        () -> {
          for (String name : List.of(OrdersRig.POLICY, OrdersRig.TRUST)) {
            assertTrue(OwnerReferences.isOwnedBy(user.get(ConfigMap.class, name), again), name);
          }
        });
    assertEquals(good, orders.policy());
  }
}
