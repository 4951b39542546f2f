package io.jotgate.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The main job on a real node: a token is issued, enforced by a sidecar, and outlives a key
 * rotation.
 */
@Tag("node")
class QuickstartE2E {
  private static final String NAMESPACE = "e2e-shop";
  private static final String SYSTEM = "e2e-jotgate";
  private static final Duration QUIET = Duration.ofSeconds(90);
  private static final KubernetesClient CLIENT = new KubernetesClientBuilder().build();
  private static final Quickstart SHOP = new Quickstart(CLIENT, NAMESPACE);

  private static @Nullable Web trusted;

  @BeforeAll
  static void installTheChartAndApplyTheExample() {
    SHOP.applyNamespace();
    Helm.install("e2e", SYSTEM, Releases.settings(CLIENT, NAMESPACE));
    SHOP.apply();
    SHOP.awaitReady();
    trusted = Web.trusting(SHOP.certificateAuthority());
  }

  @AfterAll
  static void removeAll() throws IOException {
    SHOP.close();
    CLIENT.namespaces().withName(NAMESPACE).delete();
    Helm.uninstall("e2e", SYSTEM);
    CLIENT.namespaces().withName(SYSTEM).delete();
    CLIENT.close();
  }

  @Test
  void givesATokenForTheApiKeyOfTheConsumer() {
    HttpResponse<String> answer = askForToken(SHOP.apiKey());

    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(header(answer, "Authorization").startsWith("Bearer "));
    assertEquals("no-store", header(answer, "Cache-Control"));
    var claims = Web.part(token(answer), 1);
    assertEquals("https://login." + NAMESPACE + ".svc", claims.path("iss").asText());
    assertEquals("orders-api", claims.path("aud").asText());
    assertEquals("orders:read", claims.path("scope").asText());
    assertEquals("batch", claims.path("client_id").asText());
    assertEquals(header(answer, "X-Transaction-Id"), claims.path("transactionId").asText());
    assertEquals("at+jwt", Web.part(token(answer), 0).path("typ").asText());
  }

  @Test
  void refusesAWrongApiKey() {
    String key = SHOP.apiKey();
    String wrong = key.substring(0, key.length() - 1) + (key.endsWith("a") ? "b" : "a");

    HttpResponse<String> answer = askForToken(wrong);

    assertEquals(401, answer.statusCode(), answer::body);
    assertFalse(answer.headers().firstValue("Authorization").isPresent());
  }

  @Test
  void letsARequestWithTheTokenReachTheService() {
    String path = path("/orders/");

    HttpResponse<String> answer = get(path, token(askForToken(SHOP.apiKey())));

    assertEquals(200, answer.statusCode(), answer::body);
    assertReached(path);
  }

  @Test
  void refusesARequestWithoutToken() {
    String path = path("/orders/");

    HttpResponse<String> answer = web().send("GET", SHOP.ordersAddress() + path);

    assertEquals(401, answer.statusCode());
    assertEquals("Bearer realm=\"orders\"", header(answer, "WWW-Authenticate"));
    assertNeverReached(path);
  }

  @Test
  void refusesATamperedToken() {
    String path = path("/orders/");
    String[] parts = token(askForToken(SHOP.apiKey())).split("\\.", -1);
    String tampered = parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse();

    HttpResponse<String> answer = get(path, tampered);

    assertEquals(401, answer.statusCode());
    assertEquals(
        "Bearer realm=\"orders\", error=\"invalid_token\"", header(answer, "WWW-Authenticate"));
    assertNeverReached(path);
  }

  @Test
  void namesTheScopeThatIsMissing() {
    String path = path("/orders/");

    HttpResponse<String> answer =
        web()
            .send(
                "POST",
                SHOP.ordersAddress() + path,
                "Authorization",
                "Bearer " + token(askForToken(SHOP.apiKey())));

    assertEquals(403, answer.statusCode());
    assertEquals(
        "Bearer realm=\"orders\", error=\"insufficient_scope\", scope=\"orders:write\"",
        header(answer, "WWW-Authenticate"));
    assertNeverReached(path);
  }

  @Test
  void letsAnybodyReachThePublicPathAndNobodyAnUnlistedOne() {
    String unlisted = path("/admin/");

    assertEquals(200, web().send("GET", SHOP.ordersAddress() + "/healthz").statusCode());
    assertEquals(403, get(unlisted, token(askForToken(SHOP.apiKey()))).statusCode());
    assertNeverReached(unlisted);
  }

  @Test
  void rotatesTheKeyWithoutRefusingATokenInUse() {
    String before = token(askForToken(SHOP.apiKey()));
    String oldKey = Web.part(before, 0).path("kid").asText();

    SHOP.annotateIssuer("jotgate.io/rotate", UUID.randomUUID().toString());

    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertEquals(200, get(path("/orders/"), before).statusCode(), "the token in use");
              String now = token(askForToken(SHOP.apiKey()));
              assertEquals(200, get(path("/orders/"), now).statusCode(), "a new token");
              assertNotEquals(oldKey, Web.part(now, 0).path("kid").asText());
              assertNotEquals(
                  oldKey, Objects.requireNonNull(SHOP.issuer().getStatus()).activeKeyID());
            });
    assertEquals(200, get(path("/orders/"), before).statusCode());
  }

  @Test
  void writesNothingWhileNothingChanges() {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertEquals(List.of(), OperatorWrites.since(Instant.now().minus(QUIET), SYSTEM)));
  }

  private static Web web() {
    return Objects.requireNonNull(trusted);
  }

  private static HttpResponse<String> askForToken(String apiKey) {
    return web().send("POST", SHOP.loginAddress() + "/auth", "X-API-Key", apiKey);
  }

  private static HttpResponse<String> get(String path, String token) {
    return web().send("GET", SHOP.ordersAddress() + path, "Authorization", "Bearer " + token);
  }

  private static String token(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer::body);
    return header(answer, "Authorization").substring("Bearer ".length());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** A path that no other test uses, so that the service's log can be asked for it. */
  private static String path(String prefix) {
    return prefix + UUID.randomUUID();
  }

  private static void assertReached(String path) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertTrue(SHOP.ordersLog().contains(path), path));
  }

  /**
   * The log is written before the answer: a later request that is in it shows that it is up to
   * date.
   */
  private static void assertNeverReached(String path) {
    String later = path("/orders/later-");
    assertEquals(200, get(later, token(askForToken(SHOP.apiKey()))).statusCode());
    assertReached(later);
    assertFalse(SHOP.ordersLog().contains(path), path);
  }
}
