package io.jotgate.controller.workload;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.Shop;
import io.jotgate.controller.attachment.PortProbe;
import io.jotgate.controller.status.Conditions;
import io.jotgate.keys.KeyRing;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class WorkloadPolicyReconcilerIT {
  private static final String POLICY = "orders-jotgate-policy";
  private static final String TRUST = "orders-jotgate-trust";
  private static final String ADDRESS = "10.0.0.7";
  private static final String NETWORK_POLICIES = "count/networkpolicies.networking.k8s.io";

  private final Shop shop;
  private final AtomicBoolean applicationAnswers = new AtomicBoolean();
  private final PortProbe ports = (address, port) -> applicationAnswers.get();
  private RunningOperator operator;

  WorkloadPolicyReconcilerIT(InstalledNamespace namespace) {
    this.shop = new Shop(namespace);
    this.operator = shop.startOperator(ports);
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void writesPolicyAndTrustThatTheWorkloadOwns() {
    KeyRing ring = shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");

    shop.awaitDocument(POLICY, "rds.json", "orders:read");
    shop.awaitDocument(TRUST, "ecds-jwt.json", ring.active().orElseThrow().kid());
    var owners =
        Optional.ofNullable(shop.configMap(POLICY))
            .orElseThrow()
            .getMetadata()
            .getOwnerReferences();
    assertEquals(List.of("Deployment"), owners.stream().map(each -> each.getKind()).toList());
  }

  @Test
  void mergesAllRoutesOfTheWorkload() {
    shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 1);
    shop.userProtects("read", "orders", "/orders", "orders:read");
    shop.userProtects("bills", "orders", "/bills", "bills:read");

    shop.awaitDocument(POLICY, "rds.json", "orders:read");
    shop.awaitDocument(POLICY, "rds.json", "bills:read");
  }

  @Test
  void changesOnlyTheTrustWhenTheIssuerRotates() {
    KeyRing ring = protectedShop();
    String before = shop.document(POLICY, "rds.json");

    KeyRing next = shop.issuerPrepares("login", ring);

    shop.awaitDocument(TRUST, "ecds-jwt.json", next.prepared().orElseThrow().kid());
    shop.awaitDocument(TRUST, "ecds-jwt.json", ring.active().orElseThrow().kid());
    shop.awaitDocument(TRUST, "ecds-jwt.json", ";login=" + next.epoch());
    assertEquals(before, shop.document(POLICY, "rds.json"));
  }

  @Test
  void tellsPodsThatLagToRefreshAndReportsWhatTheyHaveLoaded() {
    KeyRing ring = protectedShop();
    shop.pods().starts("orders-1", "orders", ADDRESS);
    shop.pods().loads("orders", ADDRESS);
    shop.pods().becomesReady("orders-1", ADDRESS);
    shop.awaitCondition("orders", "Ready", "True", "Ready");

    KeyRing next = shop.issuerPrepares("login", ring);

    shop.awaitCondition("orders", "Programmed", "False", "Propagating");
    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(() -> assertTrue(refreshOf("orders-1").isPresent()));
    shop.pods().loads("orders", ADDRESS);
    var status = shop.awaitCondition("orders", "Ready", "True", "Ready");
    var issuer = Optional.ofNullable(status.issuers()).orElseThrow().getFirst();
    assertEquals(Long.valueOf(next.epoch()), issuer.ringEpoch());
  }

  @Test
  void movesARouteToMoreIssuersOnlyWhenEveryPodHasLoadedTheirTrust() {
    protectedShop();
    shop.pods().starts("orders-1", "orders", ADDRESS);
    shop.pods().loads("orders", ADDRESS);
    shop.pods().becomesReady("orders-1", ADDRESS);
    shop.awaitCondition("orders", "Ready", "True", "Ready");
    String before = shop.document(POLICY, "rds.json");
    KeyRing partners = shop.userCreatesIssuer("partners");

    shop.user()
        .resources(ProtectedRoute.class)
        .inNamespace(shop.namespace())
        .withName("orders")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"issuerRefs\":[{\"name\":\"login\"},{\"name\":\"partners\"}]}}");

    shop.awaitDocument(TRUST, "ecds-jwt.json", partners.active().orElseThrow().kid());
    shop.awaitCondition("orders", "Programmed", "False", "Propagating");
    assertEquals(before, shop.document(POLICY, "rds.json"));
    shop.pods().loads("orders", ADDRESS);
    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(() -> assertNotEquals(before, shop.document(POLICY, "rds.json")));
    await("the sidecar follows every step")
        .atMost(Shop.PATIENCE)
        .untilAsserted(
            () -> {
              shop.pods().loads("orders", ADDRESS);
              assertEquals("True", shop.condition("orders", "Ready").getStatus());
            });
  }

  @Test
  void refusesEverythingWhenTheLastRouteGoesAndKeepsTheConfigMaps() {
    protectedShop();

    shop.user().resources(ProtectedRoute.class).inNamespace(shop.namespace()).delete();

    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(
            () -> assertFalse(shop.document(POLICY, "rds.json").contains("orders:read")));
    assertFalse(shop.document(POLICY, "rds.json").isEmpty());
  }

  @Test
  void takesTheKeysAwayWhenTheIssuerIsDeleted() {
    KeyRing ring = protectedShop();
    String kid = ring.active().orElseThrow().kid();

    shop.user().resources(JwtIssuer.class).inNamespace(shop.namespace()).delete();

    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(() -> assertFalse(shop.document(TRUST, "ecds-jwt.json").contains(kid)));
    shop.awaitCondition("orders", "ResolvedRefs", "False", "IssuerNotFound");
  }

  @Test
  void takesNoKeyAwayWhenTheRingGoesMissingWhileTheIssuerIsThere() {
    KeyRing ring = protectedShop();
    shop.user().configMaps().inNamespace(shop.namespace()).withName("login-jwks").delete();

    shop.awaitCondition("orders", "Programmed", "False", "IssuerKeysMissing");

    String kid = ring.active().orElseThrow().kid();
    assertTrue(shop.document(TRUST, "ecds-jwt.json").contains(kid));
    shop.user()
        .resources(ProtectedRoute.class)
        .inNamespace(shop.namespace())
        .withName("orders")
        .patch(
            PatchContext.of(PatchType.JSON),
            """
            [{"op": "replace", "path": "/spec/rules/0/require/scopes/allOf", "value": ["orders:admin"]}]
            """);
    shop.awaitDocument(POLICY, "rds.json", "orders:admin");
    assertTrue(
        shop.document(TRUST, "ecds-jwt.json").contains(kid), "the rule moves, the key stays");
    shop.issuerPublishes("login", ring);
    shop.awaitCondition("orders", "Programmed", "False", "NoReadyPods");
  }

  @Test
  void saysWhatTheApiServerRefuses() {
    protectedShop();
    ResourceQuota quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("none")
            .withNamespace(shop.namespace())
            .endMetadata()
            .withNewSpec()
            .addToHard(NETWORK_POLICIES, new Quantity("0"))
            .endSpec()
            .withNewStatus()
            .addToHard(NETWORK_POLICIES, new Quantity("0"))
            .addToUsed(NETWORK_POLICIES, new Quantity("0"))
            .endStatus()
            .build();
    shop.user().resource(quota).create();
    shop.user().resource(quota).updateStatus();

    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(
            () -> {
              shop.user().network().v1().networkPolicies().inNamespace(shop.namespace()).delete();
              ProtectedRoute route =
                  shop.user()
                      .resources(ProtectedRoute.class)
                      .inNamespace(shop.namespace())
                      .withName("orders")
                      .get();
              var ready = Conditions.find(route.getStatus().conditions(), "Ready").orElseThrow();
              assertEquals("ApplyRefused", ready.getReason());
              assertTrue(ready.getMessage().contains("quota"));
            });
  }

  @Test
  void putsBackWhatSomebodyElseWrote() {
    protectedShop();
    String good = shop.document(POLICY, "rds.json");

    shop.user()
        .configMaps()
        .inNamespace(shop.namespace())
        .withName(POLICY)
        .edit(
            each -> {
              each.getData().put("rds.json", "{}");
              return each;
            });

    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(() -> assertEquals(good, shop.document(POLICY, "rds.json")));
  }

  @Test
  void makesATrustConfigMapThatWasDeletedAgain() {
    KeyRing ring = protectedShop();

    shop.user().configMaps().inNamespace(shop.namespace()).withName(TRUST).delete();

    shop.awaitDocument(TRUST, "ecds-jwt.json", ring.active().orElseThrow().kid());
  }

  @Test
  void movesTheConfigMapsToAWorkloadThatWasMadeAgainUnderItsName() {
    protectedShop();
    String good = shop.document(POLICY, "rds.json");
    shop.user().apps().deployments().inNamespace(shop.namespace()).withName("orders").delete();
    shop.awaitCondition("orders", "ResolvedRefs", "False", "WorkloadNotFound");

    shop.userDeploys("orders", 1);

    String uid =
        shop.user()
            .apps()
            .deployments()
            .inNamespace(shop.namespace())
            .withName("orders")
            .get()
            .getMetadata()
            .getUid();
    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(
            () -> {
              for (String name : List.of(POLICY, TRUST)) {
                assertEquals(
                    uid,
                    Optional.ofNullable(shop.configMap(name))
                        .orElseThrow()
                        .getMetadata()
                        .getOwnerReferences()
                        .getFirst()
                        .getUid());
              }
            });
    assertEquals(good, shop.document(POLICY, "rds.json"));
  }

  @Test
  void admitsOnlyTheSidecarAndTheOperator() {
    protectedShop();

    var policy =
        await()
            .atMost(Shop.PATIENCE)
            .until(
                () ->
                    Optional.ofNullable(
                        shop.user()
                            .network()
                            .v1()
                            .networkPolicies()
                            .inNamespace(shop.namespace())
                            .withName("orders-jotgate")
                            .get()),
                Optional::isPresent)
            .orElseThrow();

    var rules = policy.getSpec().getIngress();
    assertEquals(
        List.of(15080, 15021),
        rules.stream().map(rule -> rule.getPorts().getFirst().getPort().getIntVal()).toList());
    assertEquals(0, rules.getFirst().getFrom().size());
    assertEquals(1, rules.getLast().getFrom().size());
  }

  @Test
  void saysWhenTheApplicationAnswersPastTheSidecar() {
    applicationAnswers.set(true);
    protectedShop();
    shop.pods().starts("orders-1", "orders", ADDRESS);
    shop.pods().loads("orders", ADDRESS);
    shop.pods().becomesReady("orders-1", ADDRESS);

    shop.awaitCondition("orders", "Enforced", "False", "AppPortReachable");
  }

  @Test
  void saysWhenAServiceLeadsPastTheSidecar() {
    protectedShop();
    shop.userApplies(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: orders}
        spec: {selector: {app: orders}, ports: [{name: http, port: 80, targetPort: 8080}]}
        """);

    shop.awaitCondition("orders", "Enforced", "False", "ServiceBypassesSidecar");

    shop.userApplies(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: orders}
        spec: {selector: {app: orders}, ports: [{name: http, port: 80, targetPort: jotgate}]}
        """);

    shop.awaitCondition("orders", "Enforced", "False", "Pending");
  }

  @Test
  void writesNothingAfterARestartThatFindsEverythingAsItShouldBe() {
    protectedShop();
    shop.pods().starts("orders-1", "orders", ADDRESS);
    shop.pods().loads("orders", ADDRESS);
    shop.pods().becomesReady("orders-1", ADDRESS);
    shop.awaitCondition("orders", "Ready", "True", "Ready");
    operator.close();
    int before = shop.writes().size();
    int asked = shop.pods().asked();

    operator = shop.startOperator(ports);
    await().atMost(Shop.PATIENCE).untilAsserted(() -> assertTrue(shop.pods().asked() > asked));
    shop.userProtects("marker", "nobody", "/", "x");
    shop.awaitCondition("marker", "Ready", "False", "WorkloadNotFound");

    assertEquals(
        List.of(),
        shop.writes().stream()
            .skip(before)
            .filter(each -> each.name().startsWith("orders"))
            .toList());
  }

  @Test
  void needsNoPermissionThatTheChartDoesNotGive() {
    KeyRing ring = protectedShop();
    shop.pods().starts("orders-1", "orders", ADDRESS);
    shop.pods().loads("orders", ADDRESS);
    shop.pods().becomesReady("orders-1", ADDRESS);
    shop.awaitCondition("orders", "Ready", "True", "Ready");
    shop.issuerPrepares("login", ring);
    await()
        .atMost(Shop.PATIENCE)
        .untilAsserted(() -> assertTrue(refreshOf("orders-1").isPresent()));

    assertEquals(List.of(), shop.forbidden());
  }

  private KeyRing protectedShop() {
    KeyRing ring = shop.userCreatesIssuer("login");
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");
    shop.awaitDocument(POLICY, "rds.json", "orders:read");
    shop.awaitDocument(TRUST, "ecds-jwt.json", ring.active().orElseThrow().kid());
    shop.awaitCondition("orders", "Programmed", "False", "NoReadyPods");
    return ring;
  }

  private Optional<String> refreshOf(String name) {
    Pod pod = shop.user().pods().inNamespace(shop.namespace()).withName(name).get();
    return Optional.ofNullable(pod.getMetadata().getAnnotations())
        .flatMap(all -> Optional.ofNullable(all.get("jotgate.io/refresh")));
  }
}
