package io.jotgate.controller;

import static io.jotgate.controller.Expectations.assertCondition;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.testing.apiserver.Rig;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Deployments, issuers and routes: what users and the reconciler of issuers do about them. */
@Rig
public final class Shop {
  private final NamespaceUser user;

  Shop(NamespaceUser user) {
    this.user = user;
  }

  /** A Deployment with the label that brings the sidecar in. */
  public void userDeploys(String name, int replicas) {
    user.applies(
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
    user.applies(
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
    user.createsIssuer(name);
    String uid = Metadata.uid(user.get(JwtIssuer.class, name));
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
    GeneratedKey key = SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());
    return ring.reserve(
            new Reservation(slot, key.kid(), KeyParameters.of(key.alg()), key.publicJwk()))
        .prepare(now, Duration.ofMinutes(15));
  }

  /** The issuer's reconciler writes its ring. */
  public void issuerPublishes(String issuer, KeyRing ring) {
    user.writes(
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(issuer + "-jwks")
            .withLabels(JotgateLabels.ofIssuer(issuer))
            .endMetadata()
            .withData(Map.of("ring.json", RingCodec.write(ring)))
            .build());
  }

  /** Waits for a condition of a route. */
  public ProtectedRouteStatus awaitCondition(
      String route, String type, String status, String reason) {
    awaiting(() -> assertCondition(status(route).conditions(), type, status, reason));
    return status(route);
  }

  /** A condition of a route. */
  public Condition condition(String route, String type) {
    return Conditions.find(status(route).conditions(), type).orElseThrow();
  }

  ProtectedRouteStatus status(String route) {
    ProtectedRouteStatus status = user.get(ProtectedRoute.class, route).getStatus();
    assertNotNull(status, "no status yet");
    return status;
  }
}
