package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.keys.KeyState;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rotations that users ask for, and what holds them. */
@WithApiServer
record JwtIssuerRotationIT(
    InstalledNamespace namespace,
    NamespaceUser user,
    IssuerRig rig,
    StoredIssuer login,
    IssuerPods pods) {
  @Test
  void rotatesOnRequestOnceEveryPodHasTheNextKey() {
    rig.readyIssuer();
    String old = login.ring().active().orElseThrow().kid();
    String next = login.ring().prepared().orElseThrow().kid();

    userAsksForRotation("first");

    awaiting(() -> assertEquals(next, login.ring().active().orElseThrow().kid()));
    assertEquals(KeyState.RETIRING, login.ring().find(old).orElseThrow().state());
    awaiting(() -> assertEquals(next, login.status().activeKeyID()));
    awaiting(
        () ->
            assertEquals(
                List.of(KeyState.RETIRING, KeyState.ACTIVE, KeyState.PREPARED), login.states()));
    awaiting(() -> assertTrue(user.eventReasons().contains("KeyRetiring")));
  }

  @Test
  void rotatesOnceForARequestHoweverOftenItIsRead() {
    rig.readyIssuer();
    String next = login.ring().prepared().orElseThrow().kid();
    userAsksForRotation("first");
    awaiting(() -> assertEquals(next, login.ring().active().orElseThrow().kid()));

    rig.settle();

    assertEquals(next, login.ring().active().orElseThrow().kid());
    assertEquals(List.of("first"), login.ring().handledRequests());
  }

  @Test
  void holdsARotationForAPodThatDoesNotAnswerAndNamesIt() {
    rig.readyIssuer();
    String old = login.ring().active().orElseThrow().kid();
    pods.startSilent("login-2");
    userAsksForRotation("now");

    awaiting(() -> login.assertCondition("RotationBlocked", "True", "PropagationPending"));
    assertTrue(login.condition("RotationBlocked").getMessage().contains("login-2"));
    assertEquals(old, login.ring().active().orElseThrow().kid());
    awaiting(() -> login.assertCondition("JWKSPublished", "Unknown", "PodsUnreachable"));

    pods.loadsAgain("login-2");

    awaiting(() -> assertNotEquals(old, login.ring().active().orElseThrow().kid()));
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
  }

  @Test
  void holdsARotationForARouteWhoseProxiesLag() {
    rig.readyIssuer();
    String old = login.ring().active().orElseThrow().kid();
    userCreatesRoute();
    userAsksForRotation("now");
    awaiting(() -> login.assertCondition("RotationBlocked", "True", "PropagationPending"));
    assertTrue(login.condition("RotationBlocked").getMessage().contains("ProtectedRoute orders"));
    assertEquals(old, login.ring().active().orElseThrow().kid());
    assertEquals(1, login.status().routes());

    routeReportsEpoch(login.ring().epoch());

    awaiting(() -> assertNotEquals(old, login.ring().active().orElseThrow().kid()));
  }

  @Test
  void tellsAPodThatLagsToRefreshItsFilesOnce() {
    rig.readyIssuer();
    rig.settle();
    int before = podPatches();
    String old = login.ring().active().orElseThrow().kid();
    pods.stopsLoading("login-1");

    userAsksForRotation("now");

    // The pod may have been refreshed for the ring before this one.
    awaiting(
        () -> {
          String kid = login.ring().active().orElseThrow().kid();
          assertNotEquals(old, kid);
          assertTrue(refreshOf("login-1").filter(told -> told.contains(kid)).isPresent());
        });
    rig.touch();
    rig.touch();
    assertEquals(before + 1, podPatches());
  }

  @Test
  void keepsTheKeysOfADeletedIssuerThatAFinalizerHolds() {
    rig.readyIssuer();
    String compromised = login.ring().active().orElseThrow().kid();
    userHoldsIssuer("[\"example.com/hold\"]");
    user.deletes(JwtIssuer.class, "login");

    rig.annotate(JotgateAnnotations.REVOKE_KEY, compromised);

    awaiting(() -> assertEquals(Optional.empty(), login.ring().find(compromised)));
    awaiting(() -> assertEquals(login.ring().epoch(), login.status().ringEpoch()));
    awaiting(() -> assertTrue(login.ring().active().isPresent()));
    String active = login.ring().active().orElseThrow().kid();
    user.deletes(Deployment.class, "login");
    userAsksForRotation("now");
    awaiting(() -> assertNotEquals(active, login.ring().active().orElseThrow().kid()));
    assertEquals(Optional.empty(), user.find(Deployment.class, "login"));
    userHoldsIssuer("null");
  }

  @Test
  void leavesAnIssuerAloneWhoseObjectsTheGarbageCollectorDeletes() {
    rig.readyIssuer();
    rig.settle();
    int before = rig.writes();

    user.deletesInForeground(JwtIssuer.class, "login");
    user.deletes(ConfigMap.class, "login-jwks");
    rig.annotate(JotgateAnnotations.ROTATE, "now");
    userHoldsIssuer("null");

    awaiting(() -> assertEquals(Optional.empty(), user.find(JwtIssuer.class, "login")));
    assertEquals(before, rig.writes());
  }

  private void userHoldsIssuer(String finalizers) {
    user.patches(
        JwtIssuer.class, "login", "{\"metadata\":{\"finalizers\":%s}}".formatted(finalizers));
  }

  private void userAsksForRotation(String value) {
    rig.annotate(JotgateAnnotations.ROTATE, value);
  }

  private void userCreatesRoute() {
    user.applies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ProtectedRoute
        metadata: {name: orders}
        spec:
          issuerRefs: [{name: login}]
          enforcement:
            type: EnvoySidecar
            envoySidecar: {workloadRef: {kind: Deployment, name: orders}, upstreamPort: 8080}
          rules:
          - name: read
            matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}]
            require: {scopes: {allOf: ["orders:read"]}}
        """);
  }

  private void routeReportsEpoch(long epoch) {
    ProtectedRoute route = login.get(ProtectedRoute.class, "orders");
    user.patchesStatus(
        ProtectedRoute.class,
        "orders",
        "{\"status\":{\"observedGeneration\":%d,\"issuers\":[{\"name\":\"login\",\"ringEpoch\":%d}]}}"
            .formatted(Metadata.generation(route), epoch));
  }

  private int podPatches() {
    return (int)
        namespace.operatorWrites().stream()
            .filter(request -> request.resource().equals("pods"))
            .count();
  }

  private Optional<String> refreshOf(String pod) {
    return Metadata.annotation(login.get(Pod.class, pod), JotgateAnnotations.REFRESH);
  }
}
