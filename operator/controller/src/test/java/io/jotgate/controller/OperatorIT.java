package io.jotgate.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.resource.Data;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All controllers together, as the main wires them. */
@WithApiServer
class OperatorIT {
  private static final Duration QUIET = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InstalledNamespace namespace;
  private final NamespaceUser user;
  private final Shop shop;
  private final RunningOperator operator;

  OperatorIT(InstalledNamespace namespace, NamespaceUser user, Shop shop) {
    this.namespace = namespace;
    this.user = user;
    this.shop = shop;
    this.operator = RunningOperator.wired(namespace, OperatorMain::operator);
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void becomesQuietAndNeedsNoPermissionThatTheChartDoesNotGive() {
    userAppliesTheQuickstart();
    shop.awaitCondition("orders", "Programmed", "False", "NoReadyPods");

    AtomicInteger writes = new AtomicInteger(-1);
    await("no write between two looks")
        .atMost(PATIENCE)
        .pollInterval(QUIET)
        .until(
            () -> {
              int now = namespace.operatorWrites().size();
              return writes.getAndSet(now) == now;
            });
    assertEquals(List.of(), namespace.operatorRefusals());
  }

  @Test
  void tellsTheApiKeyToNobodyButItsSecret() {
    userAppliesTheQuickstart();
    String key = await().atMost(PATIENCE).until(this::apiKey, Optional::isPresent).orElseThrow();
    shop.awaitCondition("orders", "Programmed", "False", "NoReadyPods");

    String encoded = Data.encoded(Map.of("key", key)).getOrDefault("key", "");
    List<String> holders =
        everything().filter(text -> text.contains(key) || text.contains(encoded)).toList();

    assertEquals(1, holders.size(), "objects that hold the key");
    assertTrue(holders.getFirst().contains("batch-main"));
  }

  @Test
  void tellsPrometheusOfTheKeysOfAnIssuerUntilItIsDeleted() {
    userAppliesTheQuickstart();
    String login = "{name=\"login\",namespace=\"" + namespace.name() + "\"";
    awaitMetric("jotgate_operator_reconciles_total{kind=\"JwtIssuer\",outcome=\"success\"}");
    awaitMetric("jotgate_issuer_key_age_seconds" + login + "}");
    awaitMetric("jotgate_operator_longest_running_reconcile_seconds 0.0");

    user.deletes(JwtIssuer.class, "login");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertFalse(operator.metrics().contains(login), operator::metrics));
  }

  @Test
  void knowsHowFarItsClockIsFromThatOfTheApiServer() {
    Matcher offset =
        Pattern.compile("(?m)^jotgate_operator_clock_offset_seconds (\\S+)$")
            .matcher(operator.metrics());

    assertTrue(offset.find(), operator::metrics);
    assertEquals(0.0, Double.parseDouble(offset.group(1)), 2.0);
  }

  private void awaitMetric(String line) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertTrue(operator.metrics().contains(line), operator::metrics));
  }

  private Optional<String> apiKey() {
    return user.find(Secret.class, "batch-main").flatMap(each -> Data.text(each, "apiKey"));
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
    user.createsIssuer("login");
    user.createsConsumer("batch");
    shop.userDeploys("orders", 1);
    shop.userProtects("orders", "orders", "/orders", "orders:read");
  }
}
