package io.jotgate.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.controller.attachment.PortProbe;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.protectedroute.ProtectedRouteReconciler;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.workload.WorkloadPolicyReconciler;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.jose.Es256Keys;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.SidecarLayout;
import io.jotgate.testing.apiserver.AuditedRequest;
import io.jotgate.testing.apiserver.InstalledNamespace;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A namespace with a Deployment, an issuer and routes: what users and the cluster do there. */
public final class Shop {
  /** How long anything may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private final SidecarPods pods;
  private final RecordedEvents events = new RecordedEvents();

  /** A shop in a namespace. */
  public Shop(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.pods = new SidecarPods(user, namespace.name());
  }

  /** Starts the reconcilers of routes and of workloads. */
  public RunningOperator startOperator(PortProbe ports) {
    var reports = new WorkloadReports();
    var renderer = new EnvoyRenderer(SidecarLayout.INJECTED);
    return RunningOperator.start(
        namespace,
        (client, controllers) ->
            controllers
                .register(
                    new ProtectedRouteReconciler(
                        client, renderer, reports, events, Clock.systemUTC()),
                    FieldManagers.PROTECTED_ROUTE)
                .register(
                    new WorkloadPolicyReconciler(
                        client, renderer, pods, ports, reports, "jotgate-system"),
                    FieldManagers.WORKLOAD_POLICY,
                    WorkloadPolicyReconciler.PRIMARIES));
  }

  /** The pods and their sidecars. */
  public SidecarPods pods() {
    return pods;
  }

  /** A client that may do everything. */
  public KubernetesClient user() {
    return user;
  }

  /** The user applies a manifest. */
  public void userApplies(String yaml) {
    user.resource(yaml).inNamespace(namespace.name()).createOr(NonDeletingOperation::patch);
  }

  /** A Deployment with the label that brings the sidecar in. */
  public void userDeploys(String name, int replicas) {
    userApplies(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s, jotgate.io/sidecar: %1$s}}
            spec: {containers: [{name: app, image: app}]}
        """
            .formatted(name, replicas));
  }

  /** A route of a Deployment that asks for one scope. */
  public void userProtects(String route, String workload, String path, String scope) {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ProtectedRoute
        metadata: {name: %s}
        spec:
          issuerRefs: [{name: login}]
          enforcement:
            envoySidecar: {workloadRef: {kind: Deployment, name: %s}, upstreamPort: 8080}
          rules:
          - name: rule
            matches: [{path: {type: PathPrefix, value: %s}, methods: [GET]}]
            require: {scopes: {allOf: ["%s"]}}
        """
            .formatted(route, workload, path, scope));
  }

  /** An issuer with a published key. */
  public KeyRing userCreatesIssuer(String name) {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: %s}
        spec: {token: {audiences: [orders-api]}}
        """
            .formatted(name));
    String uid =
        user.resources(JwtIssuer.class)
            .inNamespace(namespace.name())
            .withName(name)
            .get()
            .getMetadata()
            .getUid();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    KeyRing ring =
        prepared(KeyRing.create(uid, 0), KeySlot.A, now)
            .activate(now, Duration.ofMinutes(15), key -> null, Optional.empty());
    issuerPublishes(name, ring);
    return ring;
  }

  /** The same ring with one more key, prepared. */
  public KeyRing issuerPrepares(String issuer, KeyRing ring) {
    KeyRing next = prepared(ring, KeySlot.B, Instant.parse("2026-01-02T00:00:00Z"));
    issuerPublishes(issuer, next);
    return next;
  }

  private static KeyRing prepared(KeyRing ring, KeySlot slot, Instant now) {
    GeneratedKey key = Es256Keys.generate(new SecureRandom());
    return ring.reserve(
            new Reservation(slot, key.kid(), KeyParameters.of(key.alg()), key.publicJwk()))
        .prepare(now, Duration.ofMinutes(15));
  }

  /** The issuer's reconciler writes its ring. */
  public void issuerPublishes(String issuer, KeyRing ring) {
    user.resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(issuer + "-jwks")
                .withNamespace(namespace.name())
                .withLabels(JotgateLabels.ofIssuer(issuer))
                .endMetadata()
                .withData(Map.of("ring.json", RingCodec.write(ring)))
                .build())
        .createOr(NonDeletingOperation::update);
  }

  /** Waits until a document of the workload's ConfigMaps holds a text. */
  public void awaitDocument(String configMap, String file, String text) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertEquals(
                    true,
                    document(configMap, file).contains(text),
                    () -> "no " + text + " in " + file));
  }

  /** A document of a ConfigMap; empty when there is none. */
  public String document(String configMap, String file) {
    return Optional.ofNullable(configMap(configMap))
        .map(ConfigMap::getData)
        .map(data -> data.get(file))
        .orElse("");
  }

  /** A ConfigMap, or null. */
  public @Nullable ConfigMap configMap(String name) {
    return user.configMaps().inNamespace(namespace.name()).withName(name).get();
  }

  /** Waits for a condition of a route. */
  public ProtectedRouteStatus awaitCondition(
      String route, String type, String status, String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Condition found = condition(route, type);
              assertEquals(
                  status + " " + reason,
                  found.getStatus() + " " + found.getReason(),
                  found::getMessage);
            });
    return status(route);
  }

  /** A condition of a route. */
  public Condition condition(String route, String type) {
    return Conditions.find(status(route).conditions(), type).orElseThrow();
  }

  /** The status of a route. */
  public ProtectedRouteStatus status(String route) {
    ProtectedRouteStatus status =
        user.resources(ProtectedRoute.class)
            .inNamespace(namespace.name())
            .withName(route)
            .get()
            .getStatus();
    assertNotNull(status, "no status yet");
    return status;
  }

  /** What the operator has written so far. */
  public List<AuditedRequest> writes() {
    return namespace.operatorRequests().stream().filter(AuditedRequest::isWrite).toList();
  }

  /** What the operator was not allowed to do. */
  public List<AuditedRequest> forbidden() {
    return namespace.operatorRequests().stream().filter(AuditedRequest::isForbidden).toList();
  }

  /** The name of the namespace. */
  public String namespace() {
    return namespace.name();
  }
}
