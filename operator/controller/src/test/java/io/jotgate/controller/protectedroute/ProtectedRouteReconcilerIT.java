package io.jotgate.controller.protectedroute;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.Shop;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class ProtectedRouteReconcilerIT {
  private static final String POLICY = "orders-jotgate-policy";
  private static final String ADDRESS = "10.0.0.7";

  private final Shop shop;
  private final RunningOperator operator;

  ProtectedRouteReconcilerIT(InstalledNamespace namespace) {
    this.shop = new Shop(namespace);
    this.operator = shop.startOperator((address, port) -> false);
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void becomesReadyWhenEveryReadyPodHasLoadedThePolicy() {
    shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");
    shop.awaitCondition("orders", "Ready", "False", "NoReadyPods");
    shop.awaitCondition("orders", "Accepted", "True", "Accepted");
    shop.awaitCondition("orders", "ResolvedRefs", "True", "ResolvedRefs");

    shop.pods().starts("orders-1", "orders", ADDRESS);
    shop.pods().becomesReady("orders-1", ADDRESS);
    shop.awaitCondition("orders", "Ready", "Unknown", "PodUnreachable");
    shop.pods().loads("orders", ADDRESS);

    var status = shop.awaitCondition("orders", "Ready", "True", "Ready");
    var pods = Optional.ofNullable(status.pods()).orElseThrow();
    assertEquals(1, pods.total());
    assertEquals(1, pods.enforced());
  }

  @Test
  void waitsForItsWorkloadAndWritesNothingBefore() {
    shop.userCreatesIssuer("login");
    shop.userProtects("orders", "orders", "/orders", "orders:read");
    shop.awaitCondition("orders", "Ready", "False", "WorkloadNotFound");
    assertNull(shop.configMap(POLICY));

    shop.userDeploys("orders", 1);

    shop.awaitCondition("orders", "Ready", "False", "NoReadyPods");
    shop.awaitDocument(POLICY, "rds.json", "orders:read");
  }

  @Test
  void saysThatAnIssuerIsMissingAndRefusesItsPathsUntilItIsThere() {
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");
    shop.awaitCondition("orders", "ResolvedRefs", "False", "IssuerNotFound");
    assertEquals("True", shop.condition("orders", "Stalled").getStatus());

    shop.userCreatesIssuer("login");

    shop.awaitCondition("orders", "ResolvedRefs", "True", "ResolvedRefs");
    shop.awaitDocument(POLICY, "rds.json", "orders:read");
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
    shop.user()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(POLICY)
                .withNamespace(shop.namespace())
                .endMetadata()
                .withData(Map.of("mine", "yes"))
                .build())
        .create();
    shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");

    shop.awaitCondition("orders", "Ready", "False", "NameConflict");
    assertEquals("yes", shop.document(POLICY, "mine"));
  }

  @Test
  void isReadyWithoutPodsWhenTheWorkloadWantsNone() {
    shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 0);
    shop.userProtects("orders", "orders", "/orders", "orders:read");

    shop.awaitCondition("orders", "Programmed", "True", "NoPods");
  }

  @Test
  void makesThePairAgainWhenThePolicyConfigMapIsDeleted() {
    shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");
    shop.awaitDocument(POLICY, "rds.json", "orders:read");

    shop.user().configMaps().inNamespace(shop.namespace()).withName(POLICY).delete();

    shop.awaitDocument(POLICY, "rds.json", "orders:read");
  }

  @Test
  void saysThatTheLabelIsMissingThatBringsTheSidecarIn() {
    shop.userCreatesIssuer("login");
    shop.userApplies(
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

    shop.awaitCondition("orders", "Enforced", "False", "SidecarMissing");
    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(
            () ->
                assertTrue(
                    shop.condition("orders", "Enforced")
                        .getMessage()
                        .contains("jotgate.io/sidecar: orders")));
  }
}
