package io.jotgate.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.faults.FaultyApi;
import io.jotgate.controller.faults.OpenWatch;
import io.jotgate.controller.resource.JotgateLabels;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperatorClientTest {
  @RegisterExtension final FaultyApi api = new FaultyApi();

  private final List<String> told = new CopyOnWriteArrayList<>();

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

  @Test
  void aWatchThatIsClosedIsOpenedAgainFromWhereItWas() {
    ConfigMap ring = api.has(ConfigMap.class, configMap("login-jwks"));
    inform();
    watch(1).closes();

    OpenWatch second = watch(2);
    assertTrue(
        second.query().contains("resourceVersion=" + ring.getMetadata().getResourceVersion()),
        second::query);
    second.tells("ADDED", api.has(ConfigMap.class, configMap("login-config")));
    awaitTold("+login-jwks", "+login-config");
  }

  @Test
  void aWatchWhoseVersionIsTooOldListsAgainAndMissesNothing() {
    api.has(ConfigMap.class, configMap("login-jwks"));
    inform();
    OpenWatch first = watch(1);
    api.loses("configmaps/login-jwks");
    api.has(ConfigMap.class, configMap("login-config"));
    first.expires();

    awaitTold("+login-jwks", "+login-config", "-login-jwks");
    assertEquals(2, api.calls().size(), "lists");
    watch(2).tells("ADDED", api.has(ConfigMap.class, configMap("login-ca")));
    awaitTold("+login-jwks", "+login-config", "-login-jwks", "+login-ca");
  }

  private void inform() {
    api.client()
        .configMaps()
        .inNamespace("shop")
        .withLabelSelector(JotgateLabels.selectorOf(JotgateLabels.ISSUER))
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(ConfigMap added) {
                told.add("+" + added.getMetadata().getName());
              }

              @Override
              public void onUpdate(ConfigMap before, ConfigMap after) {
                told.add("~" + after.getMetadata().getName());
              }

              @Override
              public void onDelete(ConfigMap deleted, boolean lastStateUnknown) {
                told.add("-" + deleted.getMetadata().getName());
              }
            });
  }

  private OpenWatch watch(int number) {
    await().untilAsserted(() -> assertEquals(number, api.watches().size()));
    return api.watches().getLast();
  }

  private void awaitTold(String... changes) {
    await().untilAsserted(() -> assertEquals(List.of(changes), told));
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shop")
        .withLabels(JotgateLabels.ofIssuer("login"))
        .endMetadata()
        .build();
  }
}
