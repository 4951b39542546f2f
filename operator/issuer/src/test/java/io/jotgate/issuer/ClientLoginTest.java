package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.Cidr;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.issuer.model.PublicKeyVerifier;
import io.jotgate.issuer.model.Throttle;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.password.PasswordHash;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and brought keys at {@code /auth}, over real connections and with real hashes. */
class ClientLoginTest {
  private static final String PASSWORD = "correct horse b\u00e4ttery";
  private static final String BROUGHT = "a-key-that-somebody-brought-0123456789";
  private static final String EXPIRED = "another-key-that-somebody-brought-0123";
  private static final String HASH =
      PasswordHash.argon2id(PASSWORD.getBytes(StandardCharsets.UTF_8), new byte[16]).text();

  private final GeneratedKey clientKey = Keys.generate();
  private final ApiKey gone = ApiKey.generate(new SecureRandom());
  private RunningIssuer issuer;

  @BeforeEach
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.withoutFiles(directory);
    issuer
        .mount
        .with(
            "credentials.json",
            RunningIssuer.credentials(
                consumer(
                    "batch",
                    null,
                    new PasswordVerifier("basic", HASH, null),
                    new PublicKeyVerifier("signed", clientKey.publicJwk(), null),
                    new OpaqueKeyVerifier("old", OpaqueKeyVerifier.hash(BROUGHT), null),
                    new OpaqueKeyVerifier(
                        "older", OpaqueKeyVerifier.hash(EXPIRED), RunningIssuer.NOW)),
                consumer(
                    "gone",
                    RunningIssuer.NOW,
                    gone.verifier("main"),
                    new PasswordVerifier("basic", HASH, null))))
        .with("issuer.json", settings(1000, List.of()))
        .publish();
    issuer.awaitReady(true);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void aPasswordGetsATokenAndItsBodyIsRead() {
    HttpResponse<String> response =
        issuer.send(
            basic("batch", PASSWORD)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"expires_in\":60}")));

    assertEquals(200, response.statusCode(), response.body());
    assertTrue(response.body().contains("\"expires_in\":60"), response.body());
    assertTrue(response.headers().firstValue("Authorization").isPresent());
  }

  @Test
  void manyLoginsOnOneConnectionAllGetTokens() {
    for (int i = 0; i < 20; i++) {
      assertEquals(200, issuer.send(basic("batch", PASSWORD)).statusCode());
    }
  }

  @Test
  void aBroughtKeyGetsAToken() {
    assertEquals(200, issuer.send(issuer.auth().header("apikey", BROUGHT)).statusCode());
    assertEquals(
        200, issuer.send(issuer.auth().header("Authorization", "ApiKey " + BROUGHT)).statusCode());
  }

  @Test
  void aSignedAssertionGetsATokenOnce() {
    String assertion = ClientAssertions.signed(clientKey, "batch", RunningIssuer.NOW);

    HttpResponse<String> first = issuer.send(ClientAssertions.request(issuer, assertion));
    HttpResponse<String> again = issuer.send(ClientAssertions.request(issuer, assertion));

    assertEquals(200, first.statusCode(), first.body());
    assertTrue(first.body().contains("\"access_token\":\"ey"), first.body());
    assertEquals(401, again.statusCode(), again.body());
    assertTrue(issuer.audit().contains("\"credentialType\":\"PrivateKeyJwt\""), issuer.audit());
  }

  @Test
  void anAssertionOfAnotherKeyGetsNone() {
    String assertion = ClientAssertions.signed(Keys.generate(), "batch", RunningIssuer.NOW);

    assertEquals(401, issuer.send(ClientAssertions.request(issuer, assertion)).statusCode());
  }

  @Test
  void unknownAndWrongAndSuspendedAndExpiredGetOneAnswer() {
    Map<String, HttpRequest.Builder> requests = new LinkedHashMap<>();
    requests.put("nothing", issuer.auth());
    requests.put("unknown user", basic("nobody", PASSWORD));
    // A suspended consumer is not in the file: nothing tells it from one that never was.
    requests.put("suspended user", basic("suspended", PASSWORD));
    requests.put("wrong password", basic("batch", "wrong"));
    requests.put("expired consumer", basic("gone", PASSWORD));
    requests.put("no base 64", issuer.auth().header("Authorization", "Basic !"));
    requests.put("unknown key", key(ApiKey.generate(new SecureRandom()).text()));
    requests.put("wrong key", key(WrongKeys.sameIdOtherSecret(gone)));
    requests.put("unknown brought key", key(BROUGHT + "x"));
    requests.put("expired brought key", key(EXPIRED));
    requests.put("key of an expired consumer", key(gone.text()));
    Map<String, String> answers = new LinkedHashMap<>();
    requests.forEach((what, request) -> answers.put(what, answer(issuer.send(request))));

    String nothing = answers.getOrDefault("nothing", "");
    assertTrue(nothing.startsWith("401"), nothing);
    answers.forEach((what, answer) -> assertEquals(nothing, answer, what));
  }

  @Test
  void aRefusalNamesTheSchemesThatAreTaken() {
    assertEquals(
        List.of(
            "ApiKey realm=\"https://login.shop.svc\"", "Basic realm=\"shop\", charset=\"UTF-8\""),
        issuer.send(issuer.auth()).headers().allValues("WWW-Authenticate"));
  }

  @Test
  void whoFailsTooOftenIsToldWhenToComeBackAndGoodKeysPass() {
    settle(settings(3, List.of()));
    for (int i = 0; i < 3; i++) {
      assertEquals(401, issuer.send(basic("nobody", "guess")).statusCode());
    }

    HttpResponse<String> throttled = issuer.send(basic("batch", "guess"));
    assertEquals(429, throttled.statusCode(), throttled.body());
    assertEquals(Optional.of("20"), throttled.headers().firstValue("Retry-After"));
    assertFalse(throttled.headers().firstValue("WWW-Authenticate").isPresent());
    assertEquals(200, issuer.send(key(BROUGHT)).statusCode());
    issuer.now.set(RunningIssuer.NOW.plusSeconds(20));
    assertEquals(401, issuer.send(basic("nobody", "guess")).statusCode());
  }

  @Test
  void behindATrustedProxyEachClientIsASourceOfItsOwn() {
    settle(settings(1, List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128"))));

    assertEquals(401, issuer.send(from("192.0.2.1")).statusCode());
    assertEquals(429, issuer.send(from("192.0.2.1")).statusCode());
    assertEquals(401, issuer.send(from("192.0.2.2")).statusCode());
    assertEquals(429, issuer.send(from("192.0.2.77, 192.0.2.2")).statusCode());
  }

  @Test
  void theAuditNamesTheClientBehindATrustedProxy() {
    issuer.send(key(BROUGHT).header("X-Forwarded-For", "192.0.2.1"));
    settle(settings(1000, List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128"))));
    issuer.send(key(BROUGHT).header("X-Forwarded-For", "192.0.2.2"));

    String audit = issuer.audit();
    assertFalse(audit.contains("192.0.2.1"), audit);
    assertTrue(audit.contains("\"source\":\"192.0.2.2\""), audit);
  }

  @Test
  void theStateAndTheMetricsTellWhatWasUsed() {
    issuer.send(basic("batch", PASSWORD));
    issuer.send(key(BROUGHT));
    issuer.send(key(BROUGHT + "x"));

    assertEquals(
        Map.of(
            new PasswordVerifier("basic", HASH, null).id(), RunningIssuer.NOW,
            OpaqueKeyVerifier.hash(BROUGHT).substring(0, 12), RunningIssuer.NOW),
        issuer.state().lastUsed());
    String metrics = issuer.management("/metrics").body();
    for (String line :
        List.of(
            "jotgate_issuer_authentications_total{method=\"api_key\",result=\"accepted\"} 1.0",
            "jotgate_issuer_authentications_total{method=\"api_key\",result=\"unknown\"} 1.0",
            "jotgate_issuer_authentications_total{method=\"password\",result=\"accepted\"} 1.0",
            "jotgate_issuer_password_hashes_waiting 0.0",
            "jotgate_issuer_password_hashes_running 0.0")) {
      assertTrue(metrics.contains(line), () -> line + " in " + metrics);
    }
  }

  private static String answer(HttpResponse<String> response) {
    return response.statusCode() + "\n" + response.headers().map() + "\n" + response.body();
  }

  private HttpRequest.Builder from(String forwardedFor) {
    return key(ApiKey.generate(new SecureRandom()).text()).header("X-Forwarded-For", forwardedFor);
  }

  private HttpRequest.Builder key(String text) {
    return issuer.auth().header("apikey", text);
  }

  private HttpRequest.Builder basic(String user, String password) {
    byte[] utf8 = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return issuer
        .auth()
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(utf8));
  }

  private void settle(String settings) {
    issuer.mount.with("issuer.json", settings).publish();
    String hash = IssuerConfigCodec.hash(IssuerConfigCodec.read(settings));
    await().until(() -> hash.equals(issuer.state().configHash()));
  }

  private static String settings(int failures, List<Cidr> proxies) {
    IssuerConfig usual = RunningIssuer.config();
    return IssuerConfigCodec.write(
        new IssuerConfig(
            usual.issuerURL(),
            usual.audiences(),
            usual.ttlSeconds(),
            usual.maxTtlSeconds(),
            new AuthenticationConfig(
                true,
                List.of("apikey"),
                true,
                "shop",
                new Throttle(failures, 60),
                new Throttle(1000, 60),
                proxies),
            usual.scopes(),
            usual.jwksMaxAgeSeconds(),
            usual.response(),
            usual.claims()));
  }

  private static ConsumerEntry consumer(
      String name, @Nullable Instant end, CredentialVerifier... credentials) {
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
        List.of(credentials));
  }
}
