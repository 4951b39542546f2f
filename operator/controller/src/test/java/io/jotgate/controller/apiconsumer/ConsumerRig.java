package io.jotgate.controller.apiconsumer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.testing.apiserver.InstalledNamespace;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The operator at work on API consumers in a namespace of its own, and what users do to them. */
final class ConsumerRig {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private RunningOperator operator;

  ConsumerRig(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.operator = start();
  }

  void startOperator() {
    operator = start();
  }

  void stopOperator() {
    operator.close();
  }

  private RunningOperator start() {
    return RunningOperator.start(
        namespace,
        FieldManagers.API_CONSUMER,
        client ->
            new ApiConsumerReconciler(
                client,
                new SecureRandom(),
                new ApiEventRecorder(client, Clock.systemUTC(), "operator-test"),
                Clock.systemUTC()));
  }

  void userCreatesIssuer(String name) {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: %s}
        spec: {token: {audiences: [orders-api]}}
        """
            .formatted(name));
  }

  void userCreatesConsumer(String name) {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: %s}
        spec: {issuerRefs: [{name: login}], scopes: ["orders:read"]}
        """
            .formatted(name));
  }

  void userApplies(String yaml) {
    user.resource(yaml).inNamespace(namespace.name()).create();
  }

  void userEditsSecret(String name, Consumer<Secret> change) {
    user.secrets()
        .inNamespace(namespace.name())
        .withName(name)
        .edit(
            secret -> {
              change.accept(secret);
              return secret;
            });
  }

  ApiKey awaitKey(String consumer) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                Optional.ofNullable(find(consumer + "-main"))
                    .flatMap(secret -> Data.text(secret, "apiKey"))
                    .flatMap(ApiKey::parse),
            Optional::isPresent)
        .orElseThrow();
  }

  ConsumerEntry awaitVerifiers(String consumer, ApiKey key) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertEquals(List.of(key.verifier()), entry(consumer + "-verifiers").keys()));
    return entry(consumer + "-verifiers");
  }

  private ConsumerEntry entry(String secretName) {
    return ConsumerVerifiersCodec.read(
            Data.text(secret(secretName), "verifiers.json").orElseThrow())
        .consumer();
  }

  ApiConsumerStatus awaitReady(String name, String status, String reason) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Condition ready = condition(name, "Ready");
              assertEquals(
                  status + " " + reason,
                  ready.getStatus() + " " + ready.getReason(),
                  ready::getMessage);
            });
    return consumer(name).getStatus();
  }

  Condition condition(String name, String type) {
    ApiConsumerStatus status = consumer(name).getStatus();
    assertTrue(status != null, "no status yet");
    return Conditions.find(status.conditions(), type).orElseThrow();
  }

  ApiConsumer consumer(String name) {
    return user.resources(ApiConsumer.class).inNamespace(namespace.name()).withName(name).get();
  }

  Secret secret(String name) {
    Secret secret = find(name);
    assertTrue(secret != null, "no Secret " + name);
    return secret;
  }

  private Secret find(String name) {
    return user.secrets().inNamespace(namespace.name()).withName(name).get();
  }

  List<String> events() {
    return user.events().v1().events().inNamespace(namespace.name()).list().getItems().stream()
        .map(each -> each.getReason())
        .toList();
  }
}
