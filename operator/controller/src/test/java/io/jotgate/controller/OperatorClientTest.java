package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import org.junit.jupiter.api.Test;

class OperatorClientTest {
  @Test
  void readsAResourceOfANewerVersionWithoutThrowing() {
    String newer =
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ProtectedRoute
        metadata: {name: orders, namespace: shop}
        spec:
          fieldOfTomorrow: {a: 1}
          issuerRefs: [{name: login, fieldOfTomorrow: 1}]
          enforcement:
            envoySidecar: {workloadRef: {kind: ReplicaSet, name: orders}, upstreamPort: 8080}
          rules:
          - {name: read, action: Tomorrow, matches: [{path: {type: Regex, value: /}, methods: [PURGE]}]}
        """;

    var route = OperatorClient.serialization().unmarshal(newer, ProtectedRoute.class);

    var rule = route.getSpec().rules().getFirst();
    assertNull(rule.action());
    assertNull(rule.matches().getFirst().path().type());
    assertNull(route.getSpec().enforcement().envoySidecar().workloadRef().kind());
    assertEquals("read", rule.name());
  }
}
