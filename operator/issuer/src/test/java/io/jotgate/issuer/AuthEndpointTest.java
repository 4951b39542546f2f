package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.KeyVerifier;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification.Verified;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of {@code /auth}, over real connections. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthEndpointTest {
  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-%s[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private RunningIssuer issuer;

  @BeforeAll
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.in(directory);
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void answersWithATokenThatVerifiesByTheServedKeys() {
    HttpResponse<String> response = issuer.send(issuer.authWithKey());

    assertEquals(200, response.statusCode());
    Verified verified = verify(response);
    assertEquals(issuer.firstKey.kid(), verified.kid());
    Map<String, ?> claims = verified.claims();
    long issuedAt = RunningIssuer.NOW.getEpochSecond();
    assertEquals(RunningIssuer.URL, claims.get("iss"));
    assertEquals("uid-of-batch", claims.get("sub"));
    assertEquals("batch", claims.get("client_id"));
    assertEquals("orders-api", claims.get("aud"));
    assertEquals("orders:read orders:write", claims.get("scope"));
    assertEquals(issuedAt, claims.get("iat"));
    assertEquals(issuedAt, claims.get("nbf"));
    assertEquals(issuedAt + 300, claims.get("exp"));
    assertTrue(String.valueOf(claims.get("jti")).matches(UUID.formatted("4")));
    assertTrue(String.valueOf(claims.get("transactionId")).matches(UUID.formatted("7")));
    assertEquals(
        Set.of(
            "iss", "sub", "client_id", "aud", "scope", "iat", "nbf", "exp", "jti", "transactionId"),
        claims.keySet());
  }

  @Test
  void saysInTheBodyWhatTheTokenIsGoodForButNotTheToken() {
    HttpResponse<String> response = issuer.send(issuer.authWithKey());

    String transactionId = String.valueOf(verify(response).claims().get("transactionId"));
    assertEquals(
        "{\"expires_in\":300,\"scope\":\"orders:read orders:write\",\"token_type\":\"Bearer\",\"transactionId\":\""
            + transactionId
            + "\"}",
        response.body());
    assertEquals(List.of(transactionId), response.headers().allValues("X-Transaction-Id"));
    assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
    assertEquals(List.of("application/json"), response.headers().allValues("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"apikey", "X-API-Key", "x-api-key", "Authorization"})
  void takesTheKeyFromEachOfTheHeaders(String header) {
    String value =
        header.equals("Authorization") ? "ApiKey " + issuer.apiKey.text() : issuer.apiKey.text();

    assertEquals(200, issuer.send(issuer.auth().header(header, value)).statusCode());
  }

  @Test
  void narrowsTheTokenToWhatIsAskedFor() {
    HttpResponse<String> response =
        issuer.post("{\"scope\":\"orders:read\",\"audience\":[\"orders-api\"],\"expires_in\":60}");

    Map<String, ?> claims = verify(response).claims();
    assertEquals("orders:read", claims.get("scope"));
    assertEquals("orders-api", claims.get("aud"));
    assertEquals(RunningIssuer.NOW.getEpochSecond() + 60, claims.get("exp"));
    assertTrue(response.body().contains("\"expires_in\":60"));
  }

  @Test
  void neverGivesMoreTimeThanConfigured() {
    HttpResponse<String> response = issuer.post("{\"expires_in\":86400}");

    assertTrue(response.body().contains("\"expires_in\":300"), response.body());
  }

  @Test
  void everyTokenHasItsOwnIds() {
    Set<Object> ids = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Map<String, ?> claims = verify(issuer.send(issuer.authWithKey())).claims();
      ids.add(claims.get("jti"));
      ids.add(claims.get("transactionId"));
    }
    assertEquals(100, ids.size());
  }

  @Test
  void allWrongCredentialsGetOneAndTheSameAnswer() {
    ApiKey unknown = ApiKey.generate(new SecureRandom());
    List<HttpRequest.Builder> requests = new ArrayList<>();
    requests.add(issuer.auth());
    requests.add(issuer.auth().header("apikey", unknown.text()));
    requests.add(issuer.auth().header("apikey", WrongKeys.sameIdOtherSecret(issuer.apiKey)));
    requests.add(issuer.auth().header("apikey", issuer.apiKey.text() + "x"));
    requests.add(issuer.auth().header("Authorization", "ApiKey " + unknown.text()));
    requests.add(issuer.auth().header("Authorization", "Basic YTpi"));
    requests.add(issuer.auth().header("Authorization", "Bearer x.y.z"));

    Set<String> answers = new HashSet<>();
    for (HttpRequest.Builder request : requests) {
      HttpResponse<String> response = issuer.send(request);
      answers.add(response.statusCode() + "\n" + response.headers().map() + "\n" + response.body());
    }

    assertEquals(1, answers.size(), answers::toString);
    String answer = answers.iterator().next();
    assertTrue(answer.startsWith("401\n"), answer);
    assertTrue(answer.contains("\"error\":\"invalid_client\""), answer);
    assertTrue(answer.contains("ApiKey realm=\"https://login.shop.svc\""), answer);
  }

  @Test
  void refusesAnExpiredKeyAndAnExpiredConsumerLikeAWrongKey(@TempDir Path other) {
    ApiKey second = ApiKey.generate(new SecureRandom());
    try (RunningIssuer expiring = RunningIssuer.withoutFiles(other)) {
      Instant end = RunningIssuer.NOW.plusSeconds(60);
      expiring
          .mount
          .with(
              "credentials.json",
              RunningIssuer.credentials(
                  consumer("batch", null, expiring.apiKey.verifier("main").until(end)),
                  consumer("guest", end, second.verifier("main"))))
          .publish();
      expiring.awaitEpoch(3);
      assertEquals(200, expiring.send(expiring.authWithKey()).statusCode());
      assertEquals(200, send(expiring, second.text()).statusCode());

      expiring.now.set(end);

      HttpResponse<String> wrong = send(expiring, ApiKey.generate(new SecureRandom()).text());
      for (String key : List.of(expiring.apiKey.text(), second.text())) {
        HttpResponse<String> expired = send(expiring, key);
        assertEquals(401, expired.statusCode());
        assertEquals(wrong.headers().map(), expired.headers().map());
        assertEquals(wrong.body(), expired.body());
      }
    }
  }

  private static ConsumerEntry consumer(String name, @Nullable Instant end, KeyVerifier key) {
    return new ConsumerEntry(
        name,
        "uid-of-" + name,
        List.of(),
        List.of("orders-api"),
        List.of(),
        Map.of(),
        List.of(),
        null,
        end,
        List.of(key));
  }

  private static HttpResponse<String> send(RunningIssuer issuer, String key) {
    return issuer.send(issuer.auth().header("apikey", key));
  }

  @Test
  void refusesTwoCredentials() {
    String key = issuer.apiKey.text();

    assertRefused(
        400, "invalid_request", issuer.send(issuer.authWithKey().header("X-API-Key", key)));
    assertRefused(400, "invalid_request", issuer.send(issuer.authWithKey().header("apikey", key)));
    assertRefused(
        400,
        "invalid_request",
        issuer.send(issuer.authWithKey().header("Authorization", "Bearer x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void takesNothingButPost(String method) {
    HttpResponse<String> response =
        issuer.send(issuer.authWithKey().method(method, BodyPublishers.noBody()));

    assertRefused(405, "invalid_request", response);
    assertEquals(List.of("POST"), response.headers().allValues("Allow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "\"x\"",
        "{",
        "{}{}",
        "{\"scope\":\"orders:read\",\"scope\":\"orders:read\"}",
        "{\"claims\":[]}",
        "{\"claims\":\"{}\"}",
        "{\"claims\":{\"a\":1,\"a\":1}}",
        "{\"claims\":{\"a\":{\"a\":1,\"\\u0061\":1}}}",
        "{\"claims\":{},\"other\":{}}",
        "{\"Scope\":\"orders:read\"}",
        "{\"scope\":null}",
        "{\"scope\":[\"orders:read\"]}",
        "{\"audience\":{}}",
        "{\"audience\":[1]}",
        "{\"audience\":\"\"}",
        "{\"expires_in\":0}",
        "{\"expires_in\":-1}",
        "{\"expires_in\":1.5}",
        "{\"expires_in\":\"60\"}",
        "{\"expires_in\":99999999999999999999}"
      })
  void refusesABodyOfAnotherForm(String body) {
    assertRefused(400, "invalid_request", issuer.post(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders:admin",
        "not:in-catalogue",
        "orders:read orders:admin",
        "orders:read  orders:write",
        " orders:read",
        "orders\\\"read",
        "orders\\u0000read"
      })
  void refusesAScopeThatIsNotGranted(String scope) {
    assertRefused(400, "invalid_scope", issuer.post("{\"scope\":\"" + scope + "\"}"));
  }

  @Test
  void answersWhenTheBodyIsFullOfScopes() {
    String granted = "orders:read" + " orders:write".repeat(600);
    String malformed = "a" + " a".repeat(4000) + " ";

    assertEquals(200, issuer.post("{\"scope\":\"" + granted + "\"}").statusCode());
    assertRefused(400, "invalid_scope", issuer.post("{\"scope\":\"" + malformed + "\"}"));
  }

  @Test
  void saysThatItIsUnavailableWhenMakingATokenFails(@TempDir Path directory) {
    try (RunningIssuer failing = RunningIssuer.in(directory)) {
      failing.now.set(Instant.MAX);

      assertRefused(503, "temporarily_unavailable", failing.send(failing.authWithKey()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"billing-api\"", "\"other\"", "[\"orders-api\",\"billing-api\"]", "[]"})
  void refusesAnAudienceThatIsNotGranted(String audience) {
    assertRefused(400, "invalid_target", issuer.post("{\"audience\":" + audience + "}"));
  }

  @Test
  void takesABodyOf16KibAndRefusesOneByteMore() {
    String body = "{\"scope\":\"orders:read\"}";
    String full = body + " ".repeat(16 * 1024 - body.length());

    assertEquals(200, issuer.post(full).statusCode());
    assertRefused(413, "invalid_request", issuer.post(full + " "));
  }

  @Test
  void refusesALargeBodyThatDoesNotSayItsLength() {
    byte[] large = " ".repeat(17 * 1024).getBytes(StandardCharsets.US_ASCII);
    HttpRequest.Builder request =
        issuer
            .authWithKey()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

    assertRefused(413, "invalid_request", issuer.send(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "json"})
  void refusesABodyOfAnotherType(String type) {
    HttpResponse<String> response =
        issuer.send(
            issuer.authWithKey().header("Content-Type", type).POST(BodyPublishers.ofString("{}")));

    assertRefused(415, "invalid_request", response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8"})
  void takesJsonWithParameters(String type) {
    HttpResponse<String> response =
        issuer.send(
            issuer.authWithKey().header("Content-Type", type).POST(BodyPublishers.ofString("{}")));

    assertEquals(200, response.statusCode());
  }

  @Test
  void knowsNoOtherPaths() {
    for (String path :
        List.of("/", "/auth/", "/Auth", "/oauth2", "/oauth2/token/", "/livez", "/metrics")) {
      assertEquals(404, issuer.send(issuer.to(path).GET()).statusCode(), path);
    }
  }

  private Verified verify(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    String authorization = response.headers().firstValue("Authorization").orElseThrow();
    assertTrue(authorization.startsWith("Bearer "));
    String jwks = issuer.send(issuer.to("/.well-known/jwks.json").GET()).body();
    return assertInstanceOf(
        Verified.class,
        new TokenVerifier(JwkSets.parse(jwks), "at+jwt")
            .verify(authorization.substring(7), RunningIssuer.NOW, Duration.ZERO));
  }

  private static void assertRefused(int status, String error, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(response.body().contains("\"error\":\"" + error + "\""), response.body());
    assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
    assertFalse(response.headers().firstValue("Authorization").isPresent());
    assertEquals(
        Set.of("error", "error_description"),
        Pattern.compile("\"([a-z_]+)\":")
            .matcher(response.body())
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toSet()));
  }
}
