package io.jotgate.controller.apiconsumer;

import static io.jotgate.controller.apiconsumer.ConsumerRig.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.testing.apiserver.AuditedRequest;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class ApiConsumerReconcilerIT {
  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private final ConsumerRig rig;

  ApiConsumerReconcilerIT(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.rig = new ConsumerRig(namespace);
  }

  @BeforeEach
  void userCreatesAnIssuer() {
    rig.userCreatesIssuer("login");
  }

  @AfterEach
  void stop() {
    rig.stopOperator();
  }

  @Test
  void issuesAnApiKeyAndTellsIssuersItsHashOnly() {
    rig.userCreatesConsumer("batch");

    var key = rig.awaitKey("batch");
    ConsumerEntry entry = rig.awaitVerifiers("batch", key);
    assertEquals(rig.consumer("batch").getMetadata().getUid(), entry.subject());
    assertEquals(List.of("orders:read"), entry.scopes());
    assertFalse(
        Data.text(rig.secret("batch-verifiers"), "verifiers.json")
            .orElseThrow()
            .contains(key.text()),
        "the Secret that issuers read must not hold the key");
  }

  @Test
  void isReadyOnlyWhenEveryPodOfTheIssuerHasLoadedTheConsumer() {
    rig.userCreatesConsumer("batch");
    ConsumerEntry entry = rig.awaitVerifiers("batch", rig.awaitKey("batch"));
    rig.awaitReady("batch", "False", "Propagating");

    issuerWritesCredentials(List.of(entry), Optional.empty());
    issuerWritesCredentials(List.of(entry), Optional.of(Credentials.of(List.of(entry)).revision()));

    ApiConsumerStatus status = rig.awaitReady("batch", "True", "Ready");
    assertEquals("batch", status.clientID());
    assertEquals(
        "batch-main",
        Optional.ofNullable(status.credentials()).orElseThrow().getFirst().secretName());
  }

  @Test
  void staysReadyWhileTheIssuerLoadsTheChangeOfAnotherConsumer() {
    ConsumerEntry entry = readyConsumer("batch");
    String before = rig.consumer("batch").getMetadata().getResourceVersion();
    var other = new ConsumerEntry("other", "uid-of-other", List.of(), List.of(), List.of());

    issuerWritesCredentials(
        List.of(entry, other), Optional.of(Credentials.of(List.of(entry)).revision()));
    rig.userCreatesConsumer("later");
    rig.awaitKey("later");

    assertEquals(before, rig.consumer("batch").getMetadata().getResourceVersion());
  }

  @Test
  void saysThatTheIssuerIsMissing() {
    rig.userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: lost}
        spec: {issuerRefs: [{name: nobody}]}
        """);

    rig.awaitReady("lost", "False", "IssuerNotFound");
    assertEquals("True", rig.condition("lost", "Stalled").getStatus());

    rig.userCreatesIssuer("nobody");

    rig.awaitReady("lost", "False", "Propagating");
  }

  @Test
  void isSuspendedWhenTheIssuerHasDroppedIt() {
    ConsumerEntry entry = readyConsumer("batch");

    userEditsConsumer("batch", "{\"spec\":{\"suspended\":true}}");
    rig.awaitReady("batch", "False", "Suspending");
    issuerWritesCredentials(List.of(), Optional.of(Credentials.of(List.of()).revision()));
    rig.awaitReady("batch", "True", "Suspended");

    userEditsConsumer("batch", "{\"spec\":{\"suspended\":false}}");
    rig.awaitReady("batch", "False", "Propagating");
    issuerWritesCredentials(List.of(entry), Optional.of(Credentials.of(List.of(entry)).revision()));
    rig.awaitReady("batch", "True", "Ready");
  }

  @Test
  void writesNothingWhenARestartFindsEverythingAsItShouldBe() {
    readyConsumer("batch");
    rig.stopOperator();
    int before = writes().size();

    rig.startOperator();
    rig.userCreatesConsumer("marker");
    rig.awaitKey("marker");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertTrue(rig.consumer("marker").getStatus() != null));

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

  private ConsumerEntry readyConsumer(String name) {
    rig.userCreatesConsumer(name);
    ConsumerEntry entry = rig.awaitVerifiers(name, rig.awaitKey(name));
    issuerWritesCredentials(List.of(entry), Optional.of(Credentials.of(List.of(entry)).revision()));
    rig.awaitReady(name, "True", "Ready");
    return entry;
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

  private List<AuditedRequest> writes() {
    return namespace.operatorRequests().stream().filter(AuditedRequest::isWrite).toList();
  }
}
