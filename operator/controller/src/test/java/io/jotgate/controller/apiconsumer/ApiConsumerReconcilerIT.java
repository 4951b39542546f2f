package io.jotgate.controller.apiconsumer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.testing.apiserver.AuditedRequest;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class ApiConsumerReconcilerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private RunningOperator operator;

  ApiConsumerReconcilerIT(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.operator = start();
  }

  @BeforeEach
  void userCreatesAnIssuer() {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: login}
        spec: {token: {audiences: [orders-api]}}
        """);
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void issuesAnApiKeyAndTellsIssuersItsHashOnly() {
    userCreatesConsumer("batch");

    var key = awaitKey("batch");
    ConsumerEntry entry = awaitVerifiers("batch", key);
    assertEquals(consumer("batch").getMetadata().getUid(), entry.subject());
    assertEquals(List.of("orders:read"), entry.scopes());
    assertFalse(
        Data.text(secret("batch-verifiers"), "verifiers.json").orElseThrow().contains(key.text()),
        "the Secret that issuers read must not hold the key");
  }

  @Test
  void isReadyOnlyWhenEveryPodOfTheIssuerHasLoadedTheConsumer() {
    userCreatesConsumer("batch");
    ConsumerEntry entry = awaitVerifiers("batch", awaitKey("batch"));
    awaitReady("batch", "False", "Propagating");

    issuerWritesCredentials(List.of(entry), Optional.empty());
    issuerWritesCredentials(List.of(entry), Optional.of(Credentials.of(List.of(entry)).revision()));

    ApiConsumerStatus status = awaitReady("batch", "True", "Ready");
    assertEquals("batch", status.clientID());
    assertEquals(
        "batch-main",
        Optional.ofNullable(status.credentials()).orElseThrow().getFirst().secretName());
  }

  @Test
  void staysReadyWhileTheIssuerLoadsTheChangeOfAnotherConsumer() {
    ConsumerEntry entry = readyConsumer("batch");
    String before = consumer("batch").getMetadata().getResourceVersion();
    var other = new ConsumerEntry("other", "uid-of-other", List.of(), List.of(), List.of());

    issuerWritesCredentials(
        List.of(entry, other), Optional.of(Credentials.of(List.of(entry)).revision()));
    userCreatesConsumer("later");
    awaitKey("later");

    assertEquals(before, consumer("batch").getMetadata().getResourceVersion());
  }

  @Test
  void saysThatTheIssuerIsMissing() {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: lost}
        spec: {issuerRefs: [{name: nobody}]}
        """);

    awaitReady("lost", "False", "IssuerNotFound");
    assertEquals("True", condition("lost", "Stalled").getStatus());

    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: nobody}
        spec: {token: {audiences: [orders-api]}}
        """);

    awaitReady("lost", "False", "Propagating");
  }

  @Test
  void makesANewKeyWhenTheUserDeletesTheSecret() {
    userCreatesConsumer("batch");
    ApiKey old = awaitKey("batch");
    awaitVerifiers("batch", old);
    await().atMost(PATIENCE).untilAsserted(() -> assertTrue(consumer("batch").getStatus() != null));

    user.secrets().inNamespace(namespace.name()).withName("batch-main").delete();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertNotEquals(old.text(), awaitKey("batch").text()));
    awaitVerifiers("batch", awaitKey("batch"));
    await().atMost(PATIENCE).untilAsserted(() -> assertTrue(events().contains("ApiKeyReplaced")));
  }

  @Test
  void goesOnWithTheKeyThatItHadMadeWhenItCrashedBeforeItWroteTheHash() {
    operator.close();
    userCreatesConsumer("batch");
    ApiKey made = ApiKey.generate(new SecureRandom());
    user.resource(ApiConsumerObjects.apiKey(consumer("batch"), made)).create();

    operator = start();

    awaitVerifiers("batch", made);
    assertEquals(made.text(), awaitKey("batch").text());
  }

  @Test
  void replacesTheKeyOfADeletedConsumerOfTheSameName() {
    operator.close();
    userCreatesConsumer("batch");
    ApiKey old = ApiKey.generate(new SecureRandom());
    user.resource(ApiConsumerObjects.apiKey(consumer("batch"), old)).create();
    user.resources(ApiConsumer.class).inNamespace(namespace.name()).withName("batch").delete();
    userCreatesConsumer("batch");

    operator = start();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertNotEquals(old.text(), awaitKey("batch").text()));
    awaitVerifiers("batch", awaitKey("batch"));
  }

  @Test
  void putsTheHashesBackThatSomebodyElseWrote() {
    userCreatesConsumer("batch");
    ApiKey issued = awaitKey("batch");
    ConsumerEntry good = awaitVerifiers("batch", issued);
    ApiKey smuggled = ApiKey.generate(new SecureRandom());
    var entry =
        new ConsumerEntry(
            good.clientId(),
            good.subject(),
            good.scopes(),
            good.audiences(),
            List.of(smuggled.verifier()));

    userEditsSecret(
        "batch-verifiers",
        secret ->
            secret.setData(
                Data.encoded(
                    Map.of(
                        "verifiers.json",
                        ConsumerVerifiersCodec.write(new ConsumerVerifiers(entry))))));

    awaitVerifiers("batch", issued);
  }

  @Test
  void reportsAnEditedKeyAndKeepsTheIssuedOneInForce() {
    userCreatesConsumer("batch");
    ApiKey issued = awaitKey("batch");
    awaitVerifiers("batch", issued);
    ApiKey chosen = ApiKey.generate(new SecureRandom());

    userEditsSecret(
        "batch-main", secret -> secret.setData(Data.encoded(Map.of("apiKey", chosen.text()))));

    awaitReady("batch", "False", "ApiKeyEdited");
    awaitVerifiers("batch", issued);
  }

  @Test
  void neverTouchesASecretOfTheSameNameThatSomebodyElseMade() {
    user.resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("batch-main")
                .withNamespace(namespace.name())
                .endMetadata()
                .withStringData(Map.of("apiKey", "mine"))
                .build())
        .create();

    userCreatesConsumer("batch");

    awaitReady("batch", "False", "NameConflict");
    assertEquals("mine", Data.text(secret("batch-main"), "apiKey").orElseThrow());
  }

  @Test
  void isSuspendedWhenTheIssuerHasDroppedIt() {
    ConsumerEntry entry = readyConsumer("batch");

    userEditsConsumer("batch", "{\"spec\":{\"suspended\":true}}");
    awaitReady("batch", "False", "Suspending");
    issuerWritesCredentials(List.of(), Optional.of(Credentials.of(List.of()).revision()));
    awaitReady("batch", "True", "Suspended");

    userEditsConsumer("batch", "{\"spec\":{\"suspended\":false}}");
    awaitReady("batch", "False", "Propagating");
    issuerWritesCredentials(List.of(entry), Optional.of(Credentials.of(List.of(entry)).revision()));
    awaitReady("batch", "True", "Ready");
  }

  @Test
  void writesNothingWhenARestartFindsEverythingAsItShouldBe() {
    readyConsumer("batch");
    operator.close();
    int before = writes().size();

    operator = start();
    userCreatesConsumer("marker");
    awaitKey("marker");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertTrue(consumer("marker").getStatus() != null));

    assertEquals(
        List.of(),
        writes().stream().skip(before).filter(each -> each.name().startsWith("batch")).toList());
  }

  @Test
  void needsNoPermissionThatTheChartDoesNotGive() {
    readyConsumer("batch");

    assertEquals(
        List.of(),
        namespace.operatorRequests().stream().filter(AuditedRequest::isForbidden).toList());
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

  private ConsumerEntry readyConsumer(String name) {
    userCreatesConsumer(name);
    ConsumerEntry entry = awaitVerifiers(name, awaitKey(name));
    issuerWritesCredentials(List.of(entry), Optional.of(Credentials.of(List.of(entry)).revision()));
    awaitReady(name, "True", "Ready");
    return entry;
  }

  private void userCreatesConsumer(String name) {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: %s}
        spec: {issuerRefs: [{name: login}], scopes: ["orders:read"]}
        """
            .formatted(name));
  }

  private void userApplies(String yaml) {
    user.resource(yaml).inNamespace(namespace.name()).create();
  }

  private void userEditsConsumer(String name, String mergePatch) {
    user.resources(ApiConsumer.class)
        .inNamespace(namespace.name())
        .withName(name)
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            mergePatch);
  }

  private void userEditsSecret(String name, Consumer<Secret> change) {
    user.secrets()
        .inNamespace(namespace.name())
        .withName(name)
        .edit(
            secret -> {
              change.accept(secret);
              return secret;
            });
  }

  private void issuerWritesCredentials(
      List<ConsumerEntry> consumers, Optional<String> acknowledged) {
    Credentials credentials = Credentials.of(consumers);
    var annotations = new java.util.TreeMap<String, String>();
    annotations.put(JotgateAnnotations.REVISION, credentials.revision());
    acknowledged.ifPresent(each -> annotations.put(JotgateAnnotations.ACKNOWLEDGED_REVISION, each));
    user.resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("login-credentials")
                .withNamespace(namespace.name())
                .withLabels(JotgateLabels.ofIssuer("login"))
                .withAnnotations(annotations)
                .endMetadata()
                .withData(
                    Data.encoded(Map.of("credentials.json", CredentialsCodec.write(credentials))))
                .build())
        .createOr(io.fabric8.kubernetes.client.dsl.NonDeletingOperation::update);
  }

  private ApiKey awaitKey(String consumer) {
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

  private ConsumerEntry awaitVerifiers(String consumer, ApiKey key) {
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

  private ApiConsumerStatus awaitReady(String name, String status, String reason) {
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

  private Condition condition(String name, String type) {
    ApiConsumerStatus status = consumer(name).getStatus();
    assertTrue(status != null, "no status yet");
    return Conditions.find(status.conditions(), type).orElseThrow();
  }

  private ApiConsumer consumer(String name) {
    return user.resources(ApiConsumer.class).inNamespace(namespace.name()).withName(name).get();
  }

  private Secret secret(String name) {
    Secret secret = find(name);
    assertTrue(secret != null, "no Secret " + name);
    return secret;
  }

  private Secret find(String name) {
    return user.secrets().inNamespace(namespace.name()).withName(name).get();
  }

  private List<String> events() {
    return user.events().v1().events().inNamespace(namespace.name()).list().getItems().stream()
        .map(each -> each.getReason())
        .toList();
  }

  private List<AuditedRequest> writes() {
    return namespace.operatorRequests().stream().filter(AuditedRequest::isWrite).toList();
  }
}
