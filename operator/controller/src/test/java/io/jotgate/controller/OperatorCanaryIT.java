package io.jotgate.controller;

import static io.jotgate.controller.Expectations.awaited;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.resource.Data;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import io.jotgate.testing.secrets.Disguises;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole operator makes, reads and hashes known secrets. With all log levels on, none of them
 * comes out anywhere but in its Secret, in whatever form.
 */
@WithApiServer
record OperatorCanaryIT(InstalledNamespace namespace, NamespaceUser user) {
  private static final String PASSWORD = "canary-Passw0rd-7f3a9c~e51b";
  private static final String NEXT_PASSWORD = "canary-next-Passw0rd-41c6d2";
  private static final String BROUGHT = "canary-brought-key-0d84c2-5a7e91f3b6c8";

  @Test
  void noSecretComesOutAgain(@TempDir Path work) throws Exception {
    int port = freePort();
    try (OperatorProcess operator =
        OperatorProcess.start(work, namespace.operatorConfig(), environment(port))) {
      userBringsCredentials();
      user.createsIssuer("login");
      awaiting(
          () ->
              assertEquals(
                  4,
                  secretsOf("batch-main", "login-signing-a", "login-tls", "login-ca-key").size()));
      awaiting(() -> assertTrue(text("login-credentials").contains("$argon2id$"), "its hash"));
      Map<String, String> secrets = new TreeMap<>(generated());
      String first = text("login-credentials");
      userRotatesEverything();
      awaiting(() -> assertNotEquals(first, text("login-credentials"), "another hash"));
      secrets.put("next API key", awaited(() -> key("nextApiKey")));
      secrets.put("password", PASSWORD);
      secrets.put("second password", NEXT_PASSWORD);
      secrets.put("brought key", BROUGHT);
      String metrics = metrics(port);
      operator.stop();

      String log = operator.log();
      assertTrue(log.contains("JwtIssuerReconciler"), "it logs");
      assertEquals(List.of(), seen(secrets, "log", log));
      assertEquals(List.of(), seen(secrets, "metrics", metrics));
      assertEquals(List.of(), seen(secrets, "objects", everythingButSecrets()));
    }
  }

  private Map<String, String> environment(int port) {
    return Map.of(
        OperatorSettings.POD_NAMESPACE, namespace.name(),
        OperatorSettings.POD_NAME, "operator-canary",
        OperatorSettings.ISSUER_IMAGE, "issuer:test",
        OperatorSettings.LEADER_ELECTION, "false",
        OperatorSettings.HEALTH_PORT, Integer.toString(port));
  }

  private void userBringsCredentials() {
    user.applies(secret("legacy-basic", "kubernetes.io/basic-auth", "password", PASSWORD));
    user.applies(secret("old-key", "Opaque", "apiKey", BROUGHT));
    user.applies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: ApiConsumer
        metadata: {name: batch}
        spec:
          issuerRefs: [{name: login}]
          credentials:
          - {name: main}
          - {name: legacy, type: Basic, secretRef: {name: legacy-basic}}
          - {name: old, type: ApiKey, secretRef: {name: old-key}}
        """);
  }

  private void userRotatesEverything() {
    user.applies(secret("legacy-basic", "kubernetes.io/basic-auth", "password", NEXT_PASSWORD));
    String now =
        "{\"metadata\":{\"annotations\":{\"jotgate.io/rotate\":\"2026-01-01T00:00:00Z\"}}}";
    user.patches(ApiConsumer.class, "batch", now);
    user.patches(JwtIssuer.class, "login", now);
  }

  private static String secret(String name, String type, String key, String value) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: %s, labels: {jotgate.io/watch: "true"}}
    type: %s
    stringData: {%s: "%s"}
    """
        .formatted(name, type, key, value);
  }

  private Map<String, String> generated() {
    return Map.of(
        "API key", text("batch-main", "apiKey"),
        "signing key", member(text("login-signing-a"), "d"),
        "TLS key", line(text("login-tls", "tls.key")),
        "CA key", line(text("login-ca-key")));
  }

  private List<Secret> secretsOf(String... names) {
    return Stream.of(names).flatMap(name -> user.find(Secret.class, name).stream()).toList();
  }

  /** A key that no pod knows yet. */
  private Optional<String> key(String name) {
    return Data.text(user.get(Secret.class, "batch-main"), name);
  }

  private String text(String name, String key) {
    return Data.text(user.get(Secret.class, name), key).orElseThrow();
  }

  /** Everything that a Secret holds. */
  private String text(String name) {
    Secret secret = user.get(Secret.class, name);
    return secret.getData().keySet().stream()
        .map(key -> Data.text(secret, key).orElseThrow())
        .collect(Collectors.joining("\n"));
  }

  /** The value of a member of JSON, which is a string. */
  private static String member(String json, String name) {
    String opening = "\"" + name + "\":\"";
    return json.substring(json.indexOf(opening) + opening.length()).split("\"", 2)[0];
  }

  /** A line of PEM that only this key has: the third of a PKCS #8 key of any kind. */
  private static String line(String pem) {
    return pem.substring(pem.indexOf("PRIVATE KEY")).lines().skip(2).findFirst().orElseThrow();
  }

  private String everythingButSecrets() {
    KubernetesClient admin = namespace.admin();
    return Stream.of(
            "v1/ConfigMap",
            "v1/Pod",
            "v1/Service",
            "events.k8s.io/v1/Event",
            "apps/v1/Deployment",
            "jotgate.io/v1alpha1/ApiConsumer",
            "jotgate.io/v1alpha1/JwtIssuer")
        .flatMap(kind -> all(admin, kind))
        .map(each -> admin.getKubernetesSerialization().asJson(each))
        .collect(Collectors.joining("\n"));
  }

  private Stream<? extends HasMetadata> all(KubernetesClient admin, String kind) {
    int slash = kind.lastIndexOf('/');
    return admin
        .genericKubernetesResources(kind.substring(0, slash), kind.substring(slash + 1))
        .inNamespace(namespace.name())
        .list()
        .getItems()
        .stream();
  }

  /** Names of the secrets that are in a text; never the secrets. */
  private static List<String> seen(Map<String, String> secrets, String where, String text) {
    return secrets.entrySet().stream()
        .filter(each -> Disguises.of(each.getValue()).stream().anyMatch(text::contains))
        .map(each -> each.getKey() + " in " + where)
        .toList();
  }

  private static String metrics(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://localhost:" + port + "/metrics");
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
