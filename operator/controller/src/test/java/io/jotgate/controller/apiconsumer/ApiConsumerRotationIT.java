package io.jotgate.controller.apiconsumer;

import static io.jotgate.controller.Expectations.awaited;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus.Credential;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How an API key is replaced while clients use it. */
@WithApiServer
record ApiConsumerRotationIT(InstalledNamespace namespace, NamespaceUser user, ConsumerRig rig) {
  private static final String ROTATE =
      "{\"metadata\":{\"annotations\":{\"jotgate.io/rotate\":\"%s\"}}}";

  @Test
  void givesClientsTheNextKeyOnlyWhenEveryPodKnowsIt() {
    ConsumerEntry before = rig.readyConsumer("batch");
    ApiKey old = rig.awaitKey("batch");

    user.patches(ApiConsumer.class, "batch", ROTATE.formatted("1"));
    ApiKey next = awaited(() -> held("nextApiKey"));
    ConsumerEntry both = awaitAccepted(old, next);

    assertEquals(old.text(), held("apiKey").orElseThrow().text());
    rig.awaitReady("batch", "True", "Ready");
    awaiting(() -> assertEquals("Rotating", credential().state()));

    rig.issuerWritesCredentials(List.of(both), Optional.of(revision(before)));
    rig.issuerLoads(both);

    awaiting(() -> assertEquals(next.text(), held("apiKey").orElseThrow().text()));
    assertEquals(Optional.empty(), held("nextApiKey"));
    ConsumerEntry overlapping = awaitEndOf(old);
    rig.issuerLoads(overlapping);
    rig.awaitReady("batch", "True", "Ready");
    awaiting(() -> assertEquals("Active", credential().state()));
    assertEquals(next.id(), credential().id());
    assertTrue(credential().previousValidUntil() != null, "the overlap must be in the status");
    awaiting(() -> assertTrue(user.eventReasons().contains("ApiKeyRotated")));
    assertEquals(List.of(), namespace.operatorRefusals());
  }

  @Test
  void rotatesOnceForOneRequestAlsoAfterARestart() {
    rig.readyConsumer("batch");
    ApiKey old = rig.awaitKey("batch");
    user.patches(ApiConsumer.class, "batch", ROTATE.formatted("1"));
    ApiKey next = awaited(() -> held("nextApiKey"));

    rig.operator().stop();
    rig.operator().start();
    ConsumerEntry both = awaitAccepted(old, next);
    rig.issuerLoads(both);
    awaiting(() -> assertEquals(next.text(), held("apiKey").orElseThrow().text()));
    rig.issuerLoads(awaitEndOf(old));
    rig.awaitReady("batch", "True", "Ready");
    rig.operator().stop();
    rig.operator().start();
    user.createsConsumer("marker");
    rig.awaitKey("marker");
    awaiting(() -> rig.status("marker"));

    assertEquals(next.text(), held("apiKey").orElseThrow().text());
    assertEquals(Optional.empty(), held("nextApiKey"));
  }

  @Test
  void aDeletedSecretEndsTheOverlapToo() {
    rig.readyConsumer("batch");
    ApiKey old = rig.awaitKey("batch");
    user.patches(ApiConsumer.class, "batch", ROTATE.formatted("1"));
    ApiKey next = awaited(() -> held("nextApiKey"));
    rig.issuerLoads(awaitAccepted(old, next));
    awaitEndOf(old);

    user.deletes(Secret.class, "batch-main");

    ApiKey fresh = rig.awaitOtherKey("batch", next);
    assertNotEquals(old.text(), fresh.text());
    rig.awaitVerifiers("batch", fresh);
  }

  @Test
  void deletesTheKeyOfACredentialThatTheSpecNoLongerHas() {
    user.applies(consumer("[{name: main}, {name: spare}]"));
    awaited(() -> user.find(Secret.class, "batch-spare"));
    awaiting(() -> assertEquals(2, rig.entry("batch").credentials().size()));

    user.patches(ApiConsumer.class, "batch", "{\"spec\":{\"credentials\":[{\"name\":\"main\"}]}}");

    awaiting(() -> assertEquals(Optional.empty(), user.find(Secret.class, "batch-spare")));
    rig.awaitVerifiers("batch", rig.awaitKey("batch"));
  }

  private static String consumer(String credentials) {
    return """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: batch}
        spec: {issuerRefs: [{name: login}], credentials: %s}
        """
        .formatted(credentials);
  }

  private static String revision(ConsumerEntry entry) {
    return Credentials.of(List.of(entry)).revision();
  }

  private ConsumerEntry awaitAccepted(ApiKey... keys) {
    Set<String> ids = List.of(keys).stream().map(ApiKey::id).collect(Collectors.toSet());
    awaiting(
        () ->
            assertEquals(
                ids,
                rig.entry("batch").credentials().stream()
                    .map(CredentialVerifier::id)
                    .collect(Collectors.toSet())));
    return rig.entry("batch");
  }

  private ConsumerEntry awaitEndOf(ApiKey key) {
    awaiting(
        () ->
            assertTrue(
                rig.entry("batch").credentials().stream()
                    .anyMatch(each -> each.id().equals(key.id()) && each.notAfter() != null)));
    return rig.entry("batch");
  }

  private Credential credential() {
    return Optional.ofNullable(rig.status("batch").credentials()).orElseThrow().getFirst();
  }

  private Optional<ApiKey> held(String dataKey) {
    return user.find(Secret.class, "batch-main")
        .flatMap(secret -> Data.text(secret, dataKey))
        .flatMap(ApiKey::parse);
  }
}
