package io.jotgate.policy.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluatorTest {
  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final Instant now = Instant.now();

  private Verdict quickstart(String method, String target, String... authorization) {
    Compiled compiled =
        PolicyCompiler.compile(
            "orders", List.of(TestRoutes.quickstart(8080)), Map.of("login", login.resolved(1)));
    return new PolicyEvaluator(compiled.policy(), compiled.trust())
        .evaluate(new Request(method, "orders", target, List.of(authorization)), now);
  }

  @Test
  void aGoodTokenPasses() {
    assertEquals(
        Verdict.PASS, quickstart("GET", "/orders", "Bearer " + login.token("orders:read")));
    assertEquals(
        Verdict.PASS, quickstart("HEAD", "/orders/1", "Bearer " + login.token("x orders:read")));
  }

  @Test
  void aPublicPathPassesWithoutOne() {
    assertEquals(Verdict.PASS, quickstart("GET", "/healthz"));
  }

  @Test
  void whatIsNoBearerTokenIsMissing() {
    assertEquals(Verdict.MISSING_TOKEN, quickstart("GET", "/orders"));
    assertEquals(Verdict.MISSING_TOKEN, quickstart("GET", "/orders", "Basic YTpi"));
    assertEquals(Verdict.MISSING_TOKEN, quickstart("GET", "/orders", "bearer x"));
  }

  @Test
  void twoAuthorizationFieldsAreInvalid() {
    String good = "Bearer " + login.token("orders:read");
    assertEquals(Verdict.INVALID_TOKEN, quickstart("GET", "/orders", good, good));
  }

  @Test
  void aTokenWithTooLittleScopeIsInsufficient() {
    assertEquals(
        Verdict.INSUFFICIENT_SCOPE,
        quickstart("POST", "/orders", "Bearer " + login.token("orders:read")));
    assertEquals(
        Verdict.INSUFFICIENT_SCOPE,
        quickstart("GET", "/orders", "Bearer " + login.token("orders:readwrite")));
  }

  @ParameterizedTest
  @CsvSource({"GET, /", "GET, /ordersX", "PUT, /orders", "get, /orders", "POST, /healthz"})
  void whatNoRuleNamesIsForbidden(String method, String target) {
    assertEquals(
        Verdict.FORBIDDEN, quickstart(method, target, "Bearer " + login.token("orders:read")));
  }

  @ParameterizedTest
  @CsvSource({"/orders;x", "/orders%3bx", "/orders%2f", "/orders#x"})
  void anAmbiguousTargetIsABadRequest(String target) {
    assertEquals(Verdict.BAD_REQUEST, quickstart("GET", target));
  }

  @Test
  void aTokenOfAnotherAudienceIssuerKeyOrAgeIsInvalid() {
    Map<String, Object> audience = login.claims("orders:read");
    audience.put("aud", List.of("other-api"));
    Map<String, Object> issuer = login.claims("orders:read");
    issuer.put("iss", "https://other");
    Map<String, Object> age = login.claims("orders:read");
    age.put("exp", now.getEpochSecond() + 1000);
    for (Map<String, Object> claims : List.of(audience, issuer, age)) {
      assertEquals(
          Verdict.INVALID_TOKEN,
          quickstart("GET", "/orders", "Bearer " + login.sign("at+jwt", claims)));
    }
    assertEquals(
        Verdict.INVALID_TOKEN,
        quickstart(
            "GET",
            "/orders",
            "Bearer " + new TestIssuer("login", "orders-api").token("orders:read")));
    assertEquals(
        Verdict.INVALID_TOKEN,
        quickstart("GET", "/orders", "Bearer " + login.sign("JWT", login.claims("orders:read"))));
  }

  @Test
  void aMappedClaimThatIsNoTextIsInvalid() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("sub", List.of("a"));
    assertEquals(
        Verdict.INVALID_TOKEN,
        quickstart("GET", "/orders", "Bearer " + login.sign("at+jwt", claims)));
    claims.put("sub", "a\nb");
    assertEquals(
        Verdict.INVALID_TOKEN,
        quickstart("GET", "/orders", "Bearer " + login.sign("at+jwt", claims)));
  }
}
