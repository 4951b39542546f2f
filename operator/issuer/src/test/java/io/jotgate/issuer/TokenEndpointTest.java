package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AssertableClaim;
import io.jotgate.issuer.model.ClaimMapping;
import io.jotgate.issuer.model.ClaimSource.Body;
import io.jotgate.issuer.model.ClaimType;
import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.JsonPointer;
import io.jotgate.issuer.model.ResponseConfig;
import io.jotgate.issuer.model.SensitiveAction;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of {@code /oauth2/token}, over real connections. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenEndpointTest {
  private static final String GRANT = "grant_type=client_credentials";
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private RunningIssuer issuer;

  @BeforeAll
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.in(directory, config(), TokenEndpointTest::consumer);
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void answersAsRfc6749Says() {
    HttpResponse<String> response = post(GRANT);

    assertEquals(200, response.statusCode(), response.body());
    Map<String, ?> claims = claims(response);
    assertEquals("batch", claims.get("client_id"));
    assertEquals("uid-of-batch", claims.get("sub"));
    assertEquals(
        "{\"access_token\":\"%s\",\"expires_in\":300,\"scope\":\"orders:read orders:write\",\"token_type\":\"Bearer\",\"transactionId\":\"%s\"}"
            .formatted(token(response), claims.get("transactionId")),
        response.body());
    assertEquals(List.of("application/json"), response.headers().allValues("Content-Type"));
    assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
    assertEquals(List.of("no-cache"), response.headers().allValues("Pragma"));
    assertEquals(
        List.of(String.valueOf(claims.get("transactionId"))),
        response.headers().allValues("X-Transaction-Id"));
    assertFalse(response.headers().firstValue("Authorization").isPresent());
  }

  @Test
  void takesTheSecretFromTheForm() {
    String form = GRANT + "&client_id=batch&client_secret=" + encoded(issuer.apiKey.text());

    assertEquals(200, issuer.send(form(form)).statusCode());
  }

  @Test
  void takesASecretThatIsEncodedInTheHeader() {
    String percent = issuer.apiKey.text().replace("_", "%5F");

    assertEquals(
        200,
        issuer.send(form(GRANT).header("Authorization", basic("batch", percent))).statusCode());
  }

  @Test
  void narrowsTheTokenToWhatIsAskedFor() {
    Map<String, ?> claims =
        claims(post(GRANT + "&scope=orders%3Aread&audience=orders-api&expires_in=60"));

    assertEquals("orders:read", claims.get("scope"));
    assertEquals("orders-api", claims.get("aud"));
    assertEquals(RunningIssuer.NOW.getEpochSecond() + 60, claims.get("exp"));
  }

  @Test
  void aResourceIsAnAudienceThatIsAUri() {
    assertEquals(
        "https://orders.example",
        claims(post(GRANT + "&resource=https%3A%2F%2Forders.example")).get("aud"));
    assertEquals(
        List.of("https://orders.example", "orders-api"),
        claims(post(GRANT + "&resource=https%3A%2F%2Forders.example&audience=orders-api"))
            .get("aud"));
  }

  @Test
  void fillsMappedClaims() {
    Map<String, ?> claims = claims(post(GRANT + "&claims=" + encoded("{\"userID\":\"u-1\"}")));

    assertEquals("u-1", claims.get("userID"));
  }

  @Test
  void ignoresParametersThatItDoesNotKnow() {
    assertEquals(200, post(GRANT + "&utm_source=x&state=y&scope=").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "grant_type=",
        "scope=orders%3Aread",
        GRANT + "&" + GRANT,
        GRANT + "&scope=orders%3Aread&scope=orders%3Aread",
        GRANT + "&unknown=1&unknown=1",
        GRANT + "&scope=%zz",
        GRANT + "&expires_in=0",
        GRANT + "&expires_in=-1",
        GRANT + "&expires_in=1.5",
        GRANT + "&expires_in=1e2",
        GRANT + "&expires_in=9999999999",
        GRANT + "&claims=%5B%5D",
        GRANT + "&claims=%7B",
        GRANT + "&claims=%7B%22a%22:1,%22a%22:1%7D",
        GRANT + "&claims=%7B%7D%7B%7D"
      })
  void refusesAMalformedRequest(String form) {
    assertRefused(400, "invalid_request", post(form));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "authorization_code", "Client_Credentials", "refresh_token"})
  void refusesOtherGrants(String grant) {
    assertRefused(400, "unsupported_grant_type", post("grant_type=" + grant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders%3Aadmin", "orders%3Aread++orders%3Awrite", "%22", "%C3%A9"})
  void refusesAScopeThatIsNotGranted(String scope) {
    assertRefused(400, "invalid_scope", post(GRANT + "&scope=" + scope));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audience=billing-api",
        "resource=orders-api",
        "resource=https%3A%2F%2Forders.example%23f",
        "resource=https%3A%2F%2Fother.example",
        "audience=orders-api&audience=other"
      })
  void refusesATargetThatIsNotGranted(String target) {
    assertRefused(400, "invalid_target", post(GRANT + "&" + target));
  }

  @Test
  void allWrongCredentialsGetOneAndTheSameAnswer() {
    String unknown = ApiKey.generate(new SecureRandom()).text();
    Set<String> answers = new HashSet<>();
    for (HttpRequest.Builder request :
        List.of(
            form(GRANT),
            form(GRANT).header("Authorization", basic("batch", unknown)),
            form(GRANT)
                .header(
                    "Authorization", basic("batch", WrongKeys.sameIdOtherSecret(issuer.apiKey))),
            form(GRANT).header("Authorization", basic("other", issuer.apiKey.text())),
            form(GRANT).header("Authorization", "Basic !"),
            form(GRANT).header("Authorization", "Bearer " + issuer.apiKey.text()),
            form(GRANT + "&client_id=batch&client_secret=" + encoded(unknown)),
            form(GRANT + "&client_id=other&client_secret=" + encoded(issuer.apiKey.text())),
            form(GRANT + "&client_id=batch"))) {
      HttpResponse<String> response = issuer.send(request);
      answers.add(response.statusCode() + "\n" + response.headers().map() + "\n" + response.body());
    }

    assertEquals(1, answers.size(), answers::toString);
    String answer = answers.iterator().next();
    assertTrue(answer.startsWith("401\n"), answer);
    assertTrue(answer.contains("\"error\":\"invalid_client\""), answer);
    assertTrue(answer.contains("Basic realm="), answer);
    assertTrue(answer.contains("charset=\"UTF-8\""), answer);
  }

  @Test
  void refusesTwoCredentials() {
    String inForm = "&client_id=batch&client_secret=" + encoded(issuer.apiKey.text());

    assertRefused(400, "invalid_request", post(GRANT + inForm));
  }

  @Test
  void readsNoCredentialFromTheQuery() {
    HttpRequest.Builder request =
        issuer
            .to("/oauth2/token?client_id=batch&client_secret=" + encoded(issuer.apiKey.text()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(GRANT));

    assertRefused(401, "invalid_client", issuer.send(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "OPTIONS"})
  void takesNothingButPost(String method) {
    HttpResponse<String> response =
        issuer.send(issuer.to("/oauth2/token").method(method, BodyPublishers.noBody()));

    assertRefused(405, "invalid_request", response);
    assertEquals(List.of("POST"), response.headers().allValues("Allow"));
  }

  @Test
  void takesNothingButForms() {
    HttpRequest.Builder json =
        issuer
            .to("/oauth2/token")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));

    assertRefused(415, "invalid_request", issuer.send(json));
  }

  @Test
  void takesAFormOf16KibAndRefusesOneByteMore() {
    String form = GRANT + "&pad=";
    String full = form + "x".repeat(16 * 1024 - form.length());

    assertEquals(200, post(full).statusCode());
    assertRefused(413, "invalid_request", post(full + "x"));
  }

  private HttpResponse<String> post(String form) {
    return issuer.send(form(form).header("Authorization", basic("batch", issuer.apiKey.text())));
  }

  private HttpRequest.Builder form(String form) {
    return issuer
        .to("/oauth2/token")
        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        .POST(BodyPublishers.ofString(form));
  }

  private Map<String, ?> claims(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    return Tokens.verify(issuer, token(response)).claims();
  }

  private static String token(HttpResponse<String> response) {
    Matcher matcher = ACCESS_TOKEN.matcher(response.body());
    assertTrue(matcher.find(), response.body());
    return matcher.group(1);
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static IssuerConfig config() {
    IssuerConfig base =
        RunningIssuer.config(
            ResponseConfig.DEFAULT,
            new ClaimsConfig(
                List.of(
                    new ClaimMapping(
                        "userID",
                        new Body(JsonPointer.parse("/userID")),
                        ClaimType.STRING,
                        false,
                        null,
                        64)),
                true,
                SensitiveAction.REJECT,
                List.of()));
    return new IssuerConfig(
        base.issuerURL(),
        List.of("billing-api", "orders-api", "https://orders.example"),
        base.ttlSeconds(),
        base.maxTtlSeconds(),
        base.authentication(),
        base.scopes(),
        base.jwksMaxAgeSeconds(),
        base.response(),
        base.claims());
  }

  private static ConsumerEntry consumer(ApiKey key) {
    return new ConsumerEntry(
        "batch",
        "uid-of-batch",
        List.of("orders:read", "orders:write"),
        List.of("orders-api", "https://orders.example"),
        List.of(),
        Map.of(),
        List.of(new AssertableClaim("userID", "[a-z0-9-]{1,64}")),
        null,
        null,
        List.of(key.verifier("main")));
  }

  private static void assertRefused(int status, String error, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(response.body().contains("\"error\":\"" + error + "\""), response.body());
    assertFalse(response.body().contains("access_token"), response.body());
    assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
  }
}
