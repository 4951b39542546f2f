package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.NamespaceUser;
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
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the issuer tells its pods which consumers may have tokens. */
@WithApiServer
record JwtIssuerConsumersIT(
    NamespaceUser user, IssuerRig rig, StoredIssuer login, IssuerPods pods) {
  @Test
  void tellsItsPodsWhichConsumersMayHaveTokens() {
    rig.readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));
    awaiting(() -> assertEquals(revision(), acknowledgedRevision()));
    awaiting(() -> assertEquals(1, login.status().consumers()));

    pods.stopsLoading("login-1");
    user.patches(ApiConsumer.class, "batch", "{\"spec\":{\"suspended\":true}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
    assertNotEquals(revision(), acknowledgedRevision());
    pods.loadsAgain("login-1");
    awaiting(() -> assertEquals(revision(), acknowledgedRevision()));
  }

  @Test
  void doesNotBelieveVerifiersThatBelongToNobody() {
    rig.readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));

    user.patches(Secret.class, "batch-verifiers", "{\"metadata\":{\"ownerReferences\":null}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
  }

  @Test
  void withdrawsASuspendedConsumerAlthoughTheRingIsDamaged() {
    rig.readyIssuer();
    consumerExists("batch");
    awaiting(() -> assertEquals(List.of("batch"), clientIds()));
    pods.stopsLoading("login-1");
    user.patches(ConfigMap.class, "login-jwks", "{\"data\":{\"ring.json\":\"{}\"}}");
    awaiting(() -> login.assertCondition("Ready", "False", "RingUnreadable"));

    user.patches(ApiConsumer.class, "batch", "{\"spec\":{\"suspended\":true}}");

    awaiting(() -> assertEquals(List.of(), clientIds()));
    login.assertCondition("Ready", "False", "RingUnreadable");
  }

  private void consumerExists(String name) {
    user.createsConsumer(name);
    ApiConsumer consumer = login.get(ApiConsumer.class, name);
    var entry =
        new ConsumerEntry(
            name,
            Metadata.uid(consumer),
            List.of("orders:read"),
            List.of(),
            List.of(new KeyVerifier("main", "abcdefghijkl", "0".repeat(64), null)));
    user.creates(
        new SecretBuilder()
            .withNewMetadata()
            .withName(name + "-verifiers")
            .withLabels(JotgateLabels.ofConsumer(name))
            .withOwnerReferences(OwnerReferences.controlledBy(consumer))
            .endMetadata()
            .withStringData(
                Map.of(
                    "verifiers.json", ConsumerVerifiersCodec.write(new ConsumerVerifiers(entry))))
            .build());
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
