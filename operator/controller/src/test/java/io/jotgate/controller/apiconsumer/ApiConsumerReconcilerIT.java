package io.jotgate.controller.apiconsumer;

import static io.jotgate.controller.Expectations.assertCondition;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a consumer becomes ready, is suspended, and what its status says on the way. */
@WithApiServer
record ApiConsumerReconcilerIT(InstalledNamespace namespace, NamespaceUser user, ConsumerRig rig) {
  @Test
  void issuesAnApiKeyAndTellsIssuersItsHashOnly() {
    user.createsConsumer("batch");

    var key = rig.awaitKey("batch");
    ConsumerEntry entry = rig.awaitVerifiers("batch", key);
    assertEquals(rig.consumer("batch").getMetadata().getUid(), entry.subject());
    assertEquals(List.of("orders:read"), entry.scopes());
    assertFalse(
        Data.text(user.get(Secret.class, "batch-verifiers"), "verifiers.json")
            .orElseThrow()
            .contains(key.text()),
        "the Secret that issuers read must not hold the key");
  }

  @Test
  void isReadyOnlyWhenEveryPodOfTheIssuerHasLoadedTheConsumer() {
    user.createsConsumer("batch");
    ConsumerEntry entry = rig.awaitVerifiers("batch", rig.awaitKey("batch"));
    rig.awaitReady("batch", "False", "Propagating");

    rig.issuerWritesCredentials(List.of(entry), Optional.empty());
    rig.issuerLoads(entry);

    ApiConsumerStatus status = rig.awaitReady("batch", "True", "Ready");
    assertEquals("batch", status.clientID());
    assertEquals(
        "batch-main",
        Optional.ofNullable(status.credentials()).orElseThrow().getFirst().secretName());
  }

  @Test
  void staysReadyWhileTheIssuerLoadsTheChangeOfAnotherConsumer() {
    ConsumerEntry entry = rig.readyConsumer("batch");
    String before = rig.consumer("batch").getMetadata().getResourceVersion();
    var other = new ConsumerEntry("other", "uid-of-other", List.of(), List.of(), List.of());

    rig.issuerWritesCredentials(
        List.of(entry, other), Optional.of(Credentials.of(List.of(entry)).revision()));
    user.createsConsumer("later");
    rig.awaitKey("later");

    assertEquals(before, rig.consumer("batch").getMetadata().getResourceVersion());
  }

  @Test
  void saysThatTheIssuerIsMissing() {
    user.applies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: lost}
        spec: {issuerRefs: [{name: nobody}]}
        """);

    rig.awaitReady("lost", "False", "IssuerNotFound");
    assertCondition(rig.status("lost").conditions(), "Stalled", "True", "IssuerNotFound");

    user.createsIssuer("nobody");

    rig.awaitReady("lost", "False", "Propagating");
  }

  @Test
  void isSuspendedWhenTheIssuerHasDroppedIt() {
    ConsumerEntry entry = rig.readyConsumer("batch");

    user.patches(ApiConsumer.class, "batch", "{\"spec\":{\"suspended\":true}}");
    rig.awaitReady("batch", "False", "Suspending");
    rig.issuerLoads();
    rig.awaitReady("batch", "True", "Suspended");

    user.patches(ApiConsumer.class, "batch", "{\"spec\":{\"suspended\":false}}");
    rig.awaitReady("batch", "False", "Propagating");
    rig.issuerLoads(entry);
    rig.awaitReady("batch", "True", "Ready");
  }

  @Test
  void writesNothingWhenARestartFindsEverythingAsItShouldBe() {
    rig.readyConsumer("batch");
    rig.operator().stop();
    int before = namespace.operatorWrites().size();

    rig.operator().start();
    user.createsConsumer("marker");
    rig.awaitKey("marker");
    awaiting(() -> rig.status("marker"));

    assertEquals(
        List.of(),
        namespace.operatorWrites().stream()
            .skip(before)
            .filter(each -> each.name().startsWith("batch"))
            .toList());
  }

  @Test
  void needsNoPermissionThatTheChartDoesNotGive() {
    rig.readyConsumer("batch");

    assertEquals(List.of(), namespace.operatorRefusals());
  }
}
