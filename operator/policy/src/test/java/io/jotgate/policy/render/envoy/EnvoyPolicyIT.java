package io.jotgate.policy.render.envoy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy of the quickstart on a real Envoy. */
@Tag("envoy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvoyPolicyIT {
  private static final String MISSING = "Bearer realm=\"orders\"";
  private static final String INVALID = MISSING + ", error=\"invalid_token\"";

  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final SidecarRig rig;

  EnvoyPolicyIT(@TempDir Path directory) {
    rig = new SidecarRig(directory);
  }

  @BeforeAll
  void loadTheQuickstart() {
    Compiled compiled =
        PolicyCompiler.compile(
            "orders",
            List.of(TestRoutes.quickstart(rig.upstreamPort())),
            Map.of("login", login.resolved(2)));
    rig.load(
        rig.renderer().policyDocuments(compiled.policy()),
        rig.renderer().trustDocuments(compiled.trust()));
  }

  @AfterEach
  void nothingReachedTheWorkloadWithoutAGrant() {
    assertEquals(List.of(), rig.intruders());
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  private static String bearer(String token) {
    return "authorization: Bearer " + token;
  }

  private static void assertChallenge(int status, String challenge, HttpAnswer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(List.of(challenge), answer.header("www-authenticate"));
  }

  @Test
  void asksForATokenWithoutAnErrorCodeWhenThereIsNone() {
    assertChallenge(401, MISSING, rig.refused("GET", "/orders"));
  }

  @Test
  void letsAGoodTokenThroughAndTellsTheWorkloadWhoItIs() {
    HttpAnswer answer =
        rig.granted(
            "GET",
            "/orders/1?x=1",
            bearer(login.token("orders:read")),
            "X-Auth-Subject: root",
            "x-AUTH-other: root");
    assertEquals(200, answer.status());
    assertTrue(answer.body().startsWith("GET /orders/1?x=1 HTTP/1.1\n"), answer.body());
    assertTrue(answer.body().contains("\nx-auth-subject: batch-1\n"), answer.body());
    assertFalse(answer.body().contains("root"), answer.body());
    assertFalse(answer.body().contains("authorization"), answer.body());
    assertEquals(1, answer.header("x-request-id").size());
  }

  @Test
  void refusesATokenWhosePayloadWasChanged() {
    String[] parts = login.token("").split("\\.", -1);
    String[] other = login.token("orders:read").split("\\.", -1);
    assertChallenge(
        401,
        INVALID,
        rig.refused("GET", "/orders", bearer(parts[0] + "." + other[1] + "." + parts[2])));
  }

  @Test
  void refusesAnExpiredToken() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("exp", Instant.now().getEpochSecond() - 60);
    assertInvalid(login.sign("at+jwt", claims));
  }

  @Test
  void refusesATokenForAnotherAudience() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("aud", "other-api");
    assertInvalid(login.sign("at+jwt", claims));
  }

  @Test
  void refusesAnAudienceThatEnvoyAloneTakesForEqual() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("aud", "https://orders-api/");
    assertInvalid(login.sign("at+jwt", claims));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "application/at+jwt", "AT+JWT"})
  void refusesATokenOfAnotherType(String typ) {
    assertInvalid(login.sign(typ, login.claims("orders:read")));
  }

  /** jwt_authn would answer 503, or hand another value to the workload. */
  @Test
  void refusesAMappedClaimThatDoesNotFitIntoAHeader() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("sub", "a\nX-Auth-Subject: root");
    assertInvalid(login.sign("at+jwt", claims));
    claims.put("sub", "a\u0000");
    assertInvalid(login.sign("at+jwt", claims));
    claims.put("sub", List.of("a"));
    assertInvalid(login.sign("at+jwt", claims));
    claims.remove("sub");
    assertEquals(200, rig.granted("GET", "/orders", bearer(login.sign("at+jwt", claims))).status());
  }

  @Test
  void refusesATokenWithoutIdentifier() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.remove("jti");
    assertInvalid(login.sign("at+jwt", claims));
  }

  @Test
  void refusesATokenThatExpiresTooLate() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("exp", Instant.now().getEpochSecond() + 1000);
    assertInvalid(login.sign("at+jwt", claims));
  }

  @Test
  void refusesATokenThatNeverExpires() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("exp", Long.MAX_VALUE);
    assertInvalid(login.sign("at+jwt", claims));
    claims.remove("exp");
    assertInvalid(login.sign("at+jwt", claims));
  }

  @Test
  void refusesATokenOfAnotherIssuerThatClaimsToBeThisOne() {
    assertInvalid(new TestIssuer("login", "orders-api").token("orders:read"));
  }

  private void assertInvalid(String token) {
    assertChallenge(401, INVALID, rig.refused("GET", "/orders", bearer(token)));
  }

  @Test
  void namesTheScopesThatAreMissing() {
    assertChallenge(
        403,
        MISSING + ", error=\"insufficient_scope\", scope=\"orders:write\"",
        rig.refused("POST", "/orders", bearer(login.token("orders:read"))));
    assertChallenge(
        403,
        MISSING + ", error=\"insufficient_scope\", scope=\"orders:read\"",
        rig.refused("GET", "/orders", bearer(login.token(""))));
  }

  @Test
  void letsAPublicPathThroughWithoutTheTokenThatItCarries() {
    HttpAnswer answer = rig.granted("GET", "/healthz", bearer("whatever"), "X-Auth-Subject: root");
    assertEquals(200, answer.status());
    assertFalse(answer.body().contains("whatever"), answer.body());
    assertFalse(answer.body().contains("root"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/other", "/ordersX", "/healthz/", "/healthzz", "/healthz/x"})
  void refusesAPathThatNoRuleNames(String path) {
    HttpAnswer answer = rig.refused("GET", path, bearer(login.token("orders:read")));
    assertEquals(403, answer.status());
    assertEquals(List.of(), answer.header("www-authenticate"));
    assertEquals("{\"error\":\"forbidden\"}", answer.body().strip());
  }

  @Test
  void allowsHeadWithGetAndNoOtherMethod() {
    String token = bearer(login.token("orders:read orders:write"));
    assertEquals(200, rig.granted("HEAD", "/orders", token).status());
    for (String method : List.of("PUT", "PATCH", "OPTIONS", "TRACE")) {
      assertEquals(403, rig.refused(method, "/orders", token).status(), method);
    }
    assertEquals(400, rig.refused("GETX", "/orders", token).status());
    assertEquals(400, rig.refused("get", "/orders", token).status());
  }

  @Test
  void logsTheRuleAndTheReasonButNoTokenAndNoQuery() {
    String token = login.token("");
    rig.refused("GET", "/orders/log?secret=1", bearer(token));
    await()
        .atMost(Duration.ofSeconds(30)) // Envoy writes its log every 10 seconds.
        .until(() -> rig.output().contains("\"path\":\"/orders/log\""));
    assertTrue(rig.output().contains("\"rule\":\"orders/read\""), rig.output());
    assertFalse(rig.output().contains("secret=1"), rig.output());
    assertFalse(rig.output().contains(token), rig.output());
  }

  @Test
  void tellsOnTheStatusPortWhatIsLoadedAndNothingElse() {
    assertEquals(List.of(2L), rig.state().epoch("login").stream().toList());
    assertEquals(0, rig.state().rejected());
    assertEquals(200, rig.status("GET", "/ready").status());
    for (String target :
        List.of(
            "/stats", "/config_dump", "/jotgate/status/", "/jotgate/status?x", "/quitquitquit")) {
      assertEquals(404, rig.status("GET", target).status(), target);
    }
    assertEquals(404, rig.status("POST", "/jotgate/status").status());
  }

  @Test
  void isReadyOnTheRealListener() {
    assertEquals(200, rig.refused("GET", "/ready", "host: jotgate-ready.internal").status());
  }
}
