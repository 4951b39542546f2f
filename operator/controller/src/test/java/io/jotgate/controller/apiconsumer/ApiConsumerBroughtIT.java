package io.jotgate.controller.apiconsumer;

import static io.jotgate.controller.Expectations.assertCondition;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.keys.password.PasswordHash;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Credentials that the user brings. */
@WithApiServer
record ApiConsumerBroughtIT(InstalledNamespace namespace, NamespaceUser user, ConsumerRig rig) {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String PASSWORD = "correct horse battery";

  @Test
  void readsAKeyOnlyOnceItsSecretIsLabelled() {
    user.applies(consumer("{name: old, type: ApiKey, secretRef: {name: old-key}}"));
    rig.awaitReady("batch", "False", "SecretNotFound");
    user.creates(secret("old-key", "Opaque", Map.of("apiKey", KEY)));
    user.patches(ApiConsumer.class, "batch", "{\"spec\":{\"scopes\":[\"orders:read\"]}}");

    rig.awaitReady("batch", "False", "SecretNotLabelled");
    assertCondition(rig.status("batch").conditions(), "ResolvedRefs", "False", "SecretNotLabelled");
    assertEquals(List.of(), rig.entry("batch").credentials());

    user.patches(
        Secret.class, "old-key", "{\"metadata\":{\"labels\":{\"jotgate.io/watch\":\"true\"}}}");

    awaiting(
        () ->
            assertEquals(
                List.of(new OpaqueKeyVerifier("old", OpaqueKeyVerifier.hash(KEY), null)),
                rig.entry("batch").credentials()));
    rig.issuerLoads(rig.entry("batch"));
    rig.awaitReady("batch", "True", "Ready");
    assertEquals(List.of(), namespace.operatorRefusals());
  }

  @Test
  void hashesAPasswordAndFollowsItsChange() {
    user.creates(
        labelled(secret("legacy-basic", "kubernetes.io/basic-auth", Map.of("password", PASSWORD))));
    user.applies(consumer("{name: legacy, type: Basic, secretRef: {name: legacy-basic}}"));
    awaiting(() -> assertTrue(matches(PASSWORD)));
    String hash = hash();

    rig.operator().stop();
    rig.operator().start();
    user.patches(ApiConsumer.class, "batch", "{\"spec\":{\"scopes\":[\"orders:read\"]}}");
    awaiting(() -> assertEquals(List.of("orders:read"), rig.entry("batch").scopes()));
    assertEquals(hash, hash());

    user.patches(
        Secret.class, "legacy-basic", "{\"stringData\":{\"password\":\"another password\"}}");

    awaiting(() -> assertTrue(matches("another password")));
    assertNotEquals(hash, hash());
  }

  @Test
  void tellsWhatIsWrongWithAShortKeyAndKeepsTheOthers() {
    user.creates(labelled(secret("old-key", "Opaque", Map.of("apiKey", "short"))));

    user.applies(consumer("{name: main}, {name: old, type: ApiKey, secretRef: {name: old-key}}"));

    rig.awaitReady("batch", "False", "InvalidCredential");
    rig.awaitVerifiers("batch", rig.awaitKey("batch"));
  }

  private boolean matches(String password) {
    return PasswordHash.parse(hash()).matches(password.getBytes(StandardCharsets.UTF_8));
  }

  private String hash() {
    List<CredentialVerifier> all = rig.entry("batch").credentials();
    assertEquals(1, all.size());
    return ((PasswordVerifier) all.getFirst()).hash();
  }

  private static String consumer(String credentials) {
    return """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: batch}
        spec: {issuerRefs: [{name: login}], credentials: [%s]}
        """
        .formatted(credentials);
  }

  private static Secret labelled(Secret secret) {
    return new SecretBuilder(secret)
        .editMetadata()
        .addToLabels("jotgate.io/watch", "true")
        .endMetadata()
        .build();
  }

  private static Secret secret(String name, String type, Map<String, String> data) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withType(type)
        .withStringData(data)
        .build();
  }
}
