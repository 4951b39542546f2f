package io.jotgate.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.resource.Data;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All controllers together, as the main wires them. */
@WithApiServer
class OperatorIT {
  private static final Duration QUIET = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InstalledNamespace namespace;
  private final Shop shop;
  private final KubernetesClient client;
  private final Operator operator;

  OperatorIT(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.shop = new Shop(namespace);
    this.client = OperatorClient.connect(namespace.operatorConfig());
    var settings =
        new OperatorSettings(
            Set.of(namespace.name()), "issuer:test", namespace.name(), "operator-1", false, 0);
    this.operator = OperatorMain.operator(settings, client);
    operator.start();
  }

  @AfterEach
  void stop() {
    operator.stop();
    client.close();
  }

  @Test
  void becomesQuietAndNeedsNoPermissionThatTheChartDoesNotGive() {
    userAppliesTheQuickstart();
    shop.awaitCondition("orders", "Programmed", "False", "NoReadyPods");

    AtomicInteger writes = new AtomicInteger(-1);
    await("no write between two looks")
        .atMost(PATIENCE)
        .pollInterval(QUIET)
        .until(() -> writes.getAndSet(shop.writes().size()) == shop.writes().size());
    assertEquals(List.of(), shop.forbidden());
  }

  @Test
  void tellsTheApiKeyToNobodyButItsSecret() {
    userAppliesTheQuickstart();
    String key = await().atMost(PATIENCE).until(() -> apiKey(), Optional::isPresent).orElseThrow();
    shop.awaitCondition("orders", "Programmed", "False", "NoReadyPods");

    String encoded = Data.encoded(Map.of("key", key)).getOrDefault("key", "");
    List<String> holders =
        everything().filter(text -> text.contains(key) || text.contains(encoded)).toList();

    assertEquals(1, holders.size(), "objects that hold the key");
    assertTrue(holders.getFirst().contains("batch-main"));
  }

  private Optional<String> apiKey() {
    Secret secret =
        namespace.admin().secrets().inNamespace(namespace.name()).withName("batch-main").get();
    return Optional.ofNullable(secret).flatMap(each -> Data.text(each, "apiKey"));
  }

  private Stream<String> everything() {
    KubernetesClient admin = namespace.admin();
    String name = namespace.name();
    return Stream.of(
            admin.secrets().inNamespace(name).list().getItems(),
            admin.configMaps().inNamespace(name).list().getItems(),
            admin.events().v1().events().inNamespace(name).list().getItems(),
            admin.resources(ApiConsumer.class).inNamespace(name).list().getItems(),
            admin.resources(JwtIssuer.class).inNamespace(name).list().getItems(),
            admin.apps().deployments().inNamespace(name).list().getItems())
        .flatMap(List::stream)
        .map(each -> admin.getKubernetesSerialization().asJson(each));
  }

  private void userAppliesTheQuickstart() {
    shop.userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: login}
        spec: {token: {audiences: [orders-api]}}
        """);
    shop.userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: batch}
        spec: {issuerRefs: [{name: login}], scopes: ["orders:read"]}
        """);
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");
  }
}
