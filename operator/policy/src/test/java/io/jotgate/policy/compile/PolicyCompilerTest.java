package io.jotgate.policy.compile;

import static io.jotgate.policy.compile.Compilations.LOGIN;
import static io.jotgate.policy.compile.Compilations.assertRefused;
import static io.jotgate.policy.compile.Compilations.compile;
import static io.jotgate.policy.compile.Compilations.route;
import static io.jotgate.policy.compile.Compilations.rule;
import static io.jotgate.policy.compile.Compilations.rules;
import static io.jotgate.policy.compile.Compilations.scope;
import static io.jotgate.policy.compile.Compilations.trust;
import static io.jotgate.policy.compile.Compilations.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Rule;
import io.jotgate.policy.model.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCompilerTest {
  @Test
  void compilesTheQuickstart() {
    Compiled compiled = compile(TestRoutes.quickstart(8080));
    assertTrue(verdict(compiled, "orders").accepted().ok());
    assertTrue(verdict(compiled, "orders").resolvedRefs().ok());
    assertEquals(
        List.of("orders/health", "orders/read", "orders/write"),
        compiled.policy().rules().stream().map(Rule::id).toList());
    assertEquals(8080, compiled.policy().upstreamPort().getAsInt());
    assertEquals(List.of("orders-api"), trust(compiled, "login").audiences());
    assertEquals(Duration.ofMinutes(15), trust(compiled, "login").maxTokenAge());
  }

  @Test
  void noRouteRefusesEverything() {
    assertEquals(RoutePolicy.denyAll("orders"), compile().policy());
    assertEquals(Trust.none(), compile().trust());
  }

  @Test
  void headIsAllowedWithGet() {
    Rule read =
        compile(route("r", rules(rule("x", "Exact", "/a", "")))).policy().rules().getFirst();
    assertEquals(List.of(HttpMethod.GET, HttpMethod.HEAD), read.methods());
  }

  @Test
  void rulesOfAHostComeBeforeThoseOfAnyHost() {
    Compiled compiled =
        compile(
            route("any", rules(rule("x", "Exact", "/a", scope("any")))),
            route(
                "own",
                "hosts: [api.example.com]\n" + rules(rule("x", "PathPrefix", "/", scope("own")))));
    assertEquals(List.of("own/x", "any/x"), rulesOf(compiled, "api.example.com"));
    assertEquals(List.of("any/x"), rulesOf(compiled, ""));
  }

  private static List<String> rulesOf(Compiled compiled, String host) {
    return compiled.policy().rulesByHost().getOrDefault(host, List.of()).stream()
        .map(Rule::id)
        .toList();
  }

  @Test
  void aRouteWithoutAnyIssuerRefusesItsPaths() {
    Compiled compiled = compile(List.of(), TestRoutes.quickstart(8080));
    RouteVerdict verdict = verdict(compiled, "orders");
    assertEquals(RouteReason.IssuerNotFound, verdict.resolvedRefs().reason());
    assertFalse(verdict.resolvedRefs().ok());
    assertTrue(verdict.resolvedRefs().message().contains("login"), verdict::toString);
    assertTrue(
        compiled.policy().rules().stream()
            .allMatch(rule -> rule.decision() instanceof Decision.Deny));
  }

  @Test
  void anIssuerThatIsGoneTakesItsOwnTokensAlong() {
    Compiled compiled =
        compile(
            List.of(LOGIN),
            route(
                "r",
                "issuerRefs: [{name: login}, {name: partner}]\n"
                    + rules(rule("x", "Exact", "/a", ""))));
    assertEquals(RouteReason.IssuerNotFound, verdict(compiled, "r").resolvedRefs().reason());
    assertEquals(List.of("login"), verdict(compiled, "r").issuers());
    assertEquals(1, compiled.trust().issuers().size());
  }

  @Test
  void aRouteOfSeveralIssuersMapsIssWithTheIdentity() {
    String issuers = "issuerRefs: [{name: login}, {name: partner}]\n";
    String sub = "{claim: sub, header: X-Auth-Subject}";
    String iss = "{claim: iss, header: X-Auth-Issuer}";
    String rules = rules(rule("x", "Exact", "/a", ""));
    assertRefused(
        compile(route("r", issuers + "jwt: {claimHeaders: [" + sub + "]}\n" + rules)),
        "r",
        RouteReason.Invalid);
    assertTrue(
        verdict(
                compile(
                    route(
                        "r",
                        issuers + "jwt: {claimHeaders: [" + sub + ", " + iss + "]}\n" + rules)),
                "r")
            .accepted()
            .ok());
  }

  @Test
  void audiencesOfARuleComeBeforeThoseOfTheRouteAndThoseBeforeTheIssuers() {
    Compiled compiled =
        compile(
            route(
                "r",
                "jwt: {audiences: [route-api]}\n"
                    + rules(
                        rule("x", "Exact", "/a", ""),
                        rule("y", "Exact", "/b", ", require: {audiences: [rule-api]}"))));
    assertEquals(List.of("route-api", "rule-api"), trust(compiled, "login").audiences());
  }

  @Test
  void aReservedCharacterInAPathClosesItsEscapedSpelling() {
    Compiled compiled = compile(route("r", rules(rule("x", "Exact", "/users/@me", ""))));
    assertEquals("@", compiled.policy().reservedCharacters());
    assertEquals(
        List.of("paths that contain %40 are refused: a rule names @ in its path"),
        verdict(compiled, "r").limitations());
  }

  @Test
  void aClaimWithADotBecomesNoHeader() {
    Compiled compiled =
        compile(
            route(
                "r",
                "jwt: {claimHeaders: [{claim: a.b, header: X-Auth-A}]}\n"
                    + rules(rule("x", "Exact", "/a", ""))));
    assertEquals(List.of(), trust(compiled, "login").claimHeaders());
    assertEquals(1, verdict(compiled, "r").limitations().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [BREW]}]}]",
        "rules: [{name: x, matches: [{path: {type: Regex, value: /a}, methods: [GET]}]}]",
        "rules: [{name: x, matches: [{path: {type: Exact, value: /a}}]}]",
        "rules: [{name: X Y, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "rules: [{name: x, action: AllowAnonymous, require: {}, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "rules: [{name: x, require: {scopes: {allOf: ['a b']}}, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "jwt: {clockSkew: soon}\nrules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "hosts: [jotgate-ready.internal]\nrules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "hosts: [api.example.com, Api.example.com]\nrules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "jwt: {clockSkew: 876000h}\nrules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "jwt: {maxTokenAge: 25h}\nrules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "jwt: {claimHeaders: [{claim: '', header: X-Auth-A}]}\nrules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "issuerRefs: []\nrules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
        "jwt: {claimHeaders: [{claim: sub, header: Authorization}]}\nrules: [{name: x, matches: [{path: {type: Exact, value: /a}, methods: [GET]}]}]",
      })
  void whatTheSchemaWouldRefuseClosesItsPaths(String spec) {
    assertRefused(compile(route("r", spec)), "r", RouteReason.Invalid);
  }

  @Test
  void aHostThatCannotBeUsedClosesThePathsOnEveryHost() {
    Compiled compiled =
        compile(
            route("r", "hosts: [api.example.com, BAD]\n" + rules(rule("x", "Exact", "/a", ""))),
            route(
                "ready",
                "hosts: [jotgate-ready.internal]\n" + rules(rule("x", "Exact", "/b", ""))));
    assertEquals(Set.of("", "api.example.com"), compiled.policy().rulesByHost().keySet());
    assertEquals(
        Set.of(new Decision.Deny()),
        compiled.policy().rules().stream().map(Rule::decision).collect(Collectors.toSet()));
  }

  @Test
  void anEmptySpecIsRefusedWithoutDisturbingOthers() {
    ProtectedRoute empty = route("empty", "rules: []");
    empty.setSpec(null);
    Compiled compiled = compile(empty, TestRoutes.quickstart(8080));
    assertFalse(verdict(compiled, "empty").accepted().ok());
    assertTrue(verdict(compiled, "orders").accepted().ok());
  }

  @Test
  void newKeysChangeOnlyTheTrust() {
    ResolvedIssuer rotated =
        new ResolvedIssuer("login", LOGIN.iss(), LOGIN.audiences(), 2, List.of("{\"kid\":\"2\"}"));
    Compiled before = compile(List.of(LOGIN), TestRoutes.quickstart(8080));
    Compiled after = compile(List.of(rotated), TestRoutes.quickstart(8080));
    assertEquals(before.policy(), after.policy());
    assertNotEquals(before.trust(), after.trust());
  }
}
