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

class RequirementsTest {
  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final Instant now = Instant.now();

  private PolicyEvaluator evaluator(String rule) {
    Compiled compiled =
        PolicyCompiler.compile(
            "orders",
            List.of(
                TestRoutes.route(
                    "orders",
                    8080,
                    "rules:\n- {name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}], "
                        + rule
                        + "}\n")),
            Map.of("login", login.resolved(1)));
    return new PolicyEvaluator(compiled.policy(), compiled.trust());
  }

  private static Request request(String... authorization) {
    return new Request("GET", "orders", "/a", List.of(authorization));
  }

  private Verdict with(String rule, String claim, Object value) {
    Map<String, Object> claims = login.claims("");
    claims.put(claim, value);
    return evaluator(rule).evaluate(request("Bearer " + login.sign("at+jwt", claims)), now);
  }

  private void assertPasses(String rule, String claim, Object value) {
    assertEquals(Verdict.PASS, with(rule, claim, value), value::toString);
  }

  private void assertInsufficient(String rule, String claim, Object value) {
    assertEquals(Verdict.INSUFFICIENT_SCOPE, with(rule, claim, value), value::toString);
  }

  @Test
  void oneOfAnyOfAndAllOfAllOfAreNeeded() {
    String scopes = "require: {scopes: {allOf: [a], anyOf: [b, c]}}";
    assertPasses(scopes, "scope", "c a");
    assertPasses(scopes, "scp", List.of("a", "b"));
    assertInsufficient(scopes, "scope", "a");
    assertInsufficient(scopes, "scope", "b c");
    assertInsufficient(scopes, "scope", "ab a");
  }

  @Test
  void theValuesOfAClaimAreThoseOfAnArrayOrTheOneThatAStringIs() {
    String all = "require: {claims: [{name: role, allOf: [x, y]}]}";
    assertPasses(all, "role", List.of("y", "z", "x"));
    assertInsufficient(all, "role", List.of("x"));
    assertInsufficient(all, "role", "x");
    assertInsufficient(all, "role", "x y");
    String any = "require: {claims: [{name: role, anyOf: [x, '7']}]}";
    assertPasses(any, "role", "x");
    assertPasses(any, "role", List.of(1, "x"));
    for (Object other :
        List.of(7, true, List.of(7), Map.of("x", "x"), "X", List.of(List.of("x")))) {
      assertInsufficient(any, "role", other);
    }
  }

  @Test
  void aGroupIsAValueOfTheClaimGroups() {
    String rule = "require: {groups: [g1, g2]}";
    assertPasses(rule, "groups", List.of("g2"));
    assertPasses(rule, "groups", "g1");
    assertInsufficient(rule, "groups", List.of("g3"));
    assertInsufficient(rule, "group", List.of("g1"));
  }

  @Test
  void aConsumerIsItsClientIdAndNothingElse() {
    String rule = "require: {consumers: [{name: batch}, {name: nightly, namespace: billing}]}";
    assertPasses(rule, "client_id", "batch");
    assertPasses(rule, "client_id", "billing/nightly");
    for (Object other : List.of("nightly", "billing/batch", "shop/batch", List.of("batch"))) {
      assertInsufficient(rule, "client_id", other);
    }
    assertInsufficient(rule, "sub", "batch");
  }

  @Test
  void anAuditedRuleLetsEverythingPassAndTellsWhatItWouldNot() {
    PolicyEvaluator audited = evaluator("mode: Audit, require: {scopes: {allOf: [a]}}");
    List<Request> requests =
        List.of(
            request(),
            request("Bearer x"),
            request("Bearer " + login.token("")),
            request("Bearer " + login.token("a")));
    assertEquals(
        List.of(Verdict.PASS, Verdict.PASS, Verdict.PASS, Verdict.PASS),
        requests.stream().map(request -> audited.evaluate(request, now)).toList());
    assertEquals(
        List.of(
            Verdict.MISSING_TOKEN, Verdict.INVALID_TOKEN, Verdict.INSUFFICIENT_SCOPE, Verdict.PASS),
        requests.stream().map(request -> audited.evaluateEnforced(request, now)).toList());
  }

  @Test
  void aDeniedPathIsForbiddenToEverybody() {
    PolicyEvaluator denied = evaluator("action: Deny");
    assertEquals(Verdict.FORBIDDEN, denied.evaluate(request(), now));
    assertEquals(Verdict.FORBIDDEN, denied.evaluate(request("Bearer " + login.token("a")), now));
  }
}
