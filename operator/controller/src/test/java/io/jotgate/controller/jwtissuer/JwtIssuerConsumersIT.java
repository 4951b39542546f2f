package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.jwtissuer.IssuerRig.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.KeyVerifier;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class JwtIssuerConsumersIT {
  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private final IssuerRig rig;
  private final StoredIssuer login;

  JwtIssuerConsumersIT(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.rig = new IssuerRig(namespace);
    this.login = rig.login();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void tellsItsPodsWhichConsumersMayHaveTokens() {
    rig.readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));
    awaiting(() -> assertEquals(revision(), acknowledgedRevision()));
    awaiting(() -> assertEquals(1, login.status().consumers()));

    rig.pods().stopsLoading("login-1");
    rig.patch(ApiConsumer.class, "batch", "{\"spec\":{\"suspended\":true}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
    assertNotEquals(revision(), acknowledgedRevision());
    rig.pods().loadsAgain("login-1");
    awaiting(() -> assertEquals(revision(), acknowledgedRevision()));
  }

  @Test
  void doesNotBelieveVerifiersThatBelongToNobody() {
    rig.readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));

    rig.patch(Secret.class, "batch-verifiers", "{\"metadata\":{\"ownerReferences\":null}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
  }

  @Test
  void withdrawsASuspendedConsumerAlthoughTheRingIsDamaged() {
    rig.readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));
    rig.pods().stopsLoading("login-1");
    rig.patch(ConfigMap.class, "login-jwks", "{\"data\":{\"ring.json\":\"{}\"}}");
    awaiting(() -> login.assertCondition("Ready", "False", "RingUnreadable"));

    rig.patch(ApiConsumer.class, "batch", "{\"spec\":{\"suspended\":true}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
    login.assertCondition("Ready", "False", "RingUnreadable");
  }

  private void consumerExists(String name) {
    rig.userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: %s}
        spec: {issuerRefs: [{name: login}], scopes: ["orders:read"]}
        """
            .formatted(name));
    ApiConsumer consumer = login.get(ApiConsumer.class, name);
    var entry =
        new ConsumerEntry(
            name,
            Metadata.uid(consumer),
            List.of("orders:read"),
            List.of(),
            List.of(new KeyVerifier("abcdefghijkl", "0".repeat(64))));
    user.resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name + "-verifiers")
                .withNamespace(namespace.name())
                .withLabels(JotgateLabels.ofConsumer(name))
                .withOwnerReferences(OwnerReferences.controlledBy(consumer))
                .endMetadata()
                .withStringData(
                    Map.of(
                        "verifiers.json",
                        ConsumerVerifiersCodec.write(new ConsumerVerifiers(entry))))
                .build())
        .create();
  }

  private List<String> clientIds() {
    return CredentialsCodec.read(
            Data.text(login.get(Secret.class, "login-credentials"), "credentials.json")
                .orElseThrow())
        .consumers()
        .stream()
        .map(ConsumerEntry::clientId)
        .toList();
  }

  private Optional<String> revision() {
    return Metadata.annotation(
        login.get(Secret.class, "login-credentials"), JotgateAnnotations.REVISION);
  }

  private Optional<String> acknowledgedRevision() {
    return Metadata.annotation(
        login.get(Secret.class, "login-credentials"), JotgateAnnotations.ACKNOWLEDGED_REVISION);
  }
}
