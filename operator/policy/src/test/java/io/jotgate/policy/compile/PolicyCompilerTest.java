package io.jotgate.policy.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Rule;
import io.jotgate.policy.model.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCompilerTest {
  private static final ResolvedIssuer LOGIN = issuer("login", "orders-api");
  private static final ResolvedIssuer PARTNER = issuer("partner", "orders-api");

  private static ResolvedIssuer issuer(String name, String... audiences) {
    return new ResolvedIssuer(
        name, "https://" + name + ".shop.svc", List.of(audiences), 1, List.of("{}"));
  }

  private static ProtectedRoute route(String name, String spec) {
    return TestRoutes.route(name, 8080, spec);
  }

  private static String rule(String name, String type, String path, String rest) {
    return "- {name: %s, matches: [{path: {type: %s, value: '%s'}, methods: [GET]}]%s}"
        .formatted(name, type, path, rest);
  }

  private static String rules(String... rules) {
    return "rules:\n" + String.join("\n", rules).indent(2);
  }

  private static String scope(String scope) {
    return ", require: {scopes: {allOf: ['%s']}}".formatted(scope);
  }

  private static Compiled compile(ProtectedRoute... routes) {
    return compile(List.of(LOGIN, PARTNER), routes);
  }

  private static Compiled compile(List<ResolvedIssuer> issuers, ProtectedRoute... routes) {
    return PolicyCompiler.compile(
        "orders",
        List.of(routes),
        issuers.stream().collect(Collectors.toMap(ResolvedIssuer::name, issuer -> issuer)));
  }

  private static RouteVerdict verdict(Compiled compiled, String route) {
    return compiled.verdicts().stream()
        .filter(verdict -> verdict.route().equals(route))
        .findFirst()
        .orElseThrow();
  }

  private static void assertRefused(Compiled compiled, String route, RouteReason reason) {
    RouteVerdict.Outcome accepted = verdict(compiled, route).accepted();
    assertEquals(reason, accepted.reason(), accepted::toString);
    assertFalse(accepted.ok());
    List<Rule> own =
        compiled.policy().rules().stream()
            .filter(rule -> rule.id().startsWith(route + "/"))
            .toList();
    assertFalse(own.isEmpty());
    own.forEach(rule -> assertInstanceOf(Decision.Deny.class, rule.decision()));
  }

  private static IssuerTrust trust(Compiled compiled, String issuer) {
    return compiled.trust().issuers().stream()
        .filter(trust -> trust.name().equals(issuer))
        .findFirst()
        .orElseThrow();
  }

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
  void orderAndAgeOfRoutesMeanNothing() {
    List<ProtectedRoute> routes =
        new ArrayList<>(
            List.of(
                route("a", rules(rule("x", "PathPrefix", "/a", scope("a")))),
                route("b", rules(rule("x", "PathPrefix", "/", scope("b")))),
                route("c", rules(rule("x", "Exact", "/a", scope("c"))))));
    Compiled forwards = compile(routes.toArray(ProtectedRoute[]::new));
    Collections.reverse(routes);
    assertEquals(forwards, compile(routes.toArray(ProtectedRoute[]::new)));
    assertEquals(
        List.of("c/x", "a/x", "b/x"), forwards.policy().rules().stream().map(Rule::id).toList());
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
  void bothRoutesAreRefusedWhenTheyDecideDifferentlyAboutTheSameRequests() {
    Compiled compiled =
        compile(
            route(
                "a",
                rules(rule("x", "PathPrefix", "/a", scope("s")), rule("y", "Exact", "/y", ""))),
            route("b", rules(rule("x", "PathPrefix", "/a", ", action: AllowAnonymous"))));
    assertRefused(compiled, "a", RouteReason.Conflicted);
    assertEquals(RouteReason.Conflicted, verdict(compiled, "b").accepted().reason());
    assertTrue(
        verdict(compiled, "a").accepted().message().contains("/a and below"),
        verdict(compiled, "a").accepted()::message);
    assertTrue(
        compiled.policy().rules().stream()
            .allMatch(rule -> rule.decision() instanceof Decision.Deny));
    assertEquals(Trust.none(), compiled.trust());
  }

  @Test
  void equalDecisionsAboutTheSameRequestsAreNoConflict() {
    Compiled compiled =
        compile(
            route("a", rules(rule("x", "PathPrefix", "/a", scope("s")))),
            route("b", rules(rule("y", "PathPrefix", "/a", scope("s")))));
    assertTrue(compiled.verdicts().stream().allMatch(verdict -> verdict.accepted().ok()));
    assertEquals(1, compiled.policy().rules().size());
  }

  @Test
  void anExactPathAndAPrefixOfTheSameTextAreNoConflict() {
    Compiled compiled =
        compile(
            route("a", rules(rule("x", "PathPrefix", "/a", scope("s")))),
            route("b", rules(rule("y", "Exact", "/a", ", action: AllowAnonymous"))));
    assertTrue(compiled.verdicts().stream().allMatch(verdict -> verdict.accepted().ok()));
  }

  @Test
  void aRefusedRouteClosesItsPathsForOthersWithoutRefusingThem() {
    Compiled compiled =
        compile(
            route("bad", "issuerRefs: [{name: gone}]\n" + rules(rule("x", "Exact", "/a", ""))),
            route("good", rules(rule("x", "Exact", "/a", ""), rule("y", "Exact", "/b", ""))));
    assertTrue(verdict(compiled, "good").accepted().ok());
    assertEquals(
        List.of(
            "GET /a is refused: route bad, which is not accepted, names it too",
            "HEAD /a is refused: route bad, which is not accepted, names it too"),
        verdict(compiled, "good").limitations());
    assertInstanceOf(Decision.Deny.class, compiled.policy().rules().getFirst().decision());
    assertInstanceOf(Decision.Require.class, compiled.policy().rules().getLast().decision());
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
  void twoIssuersWithTheSameIssAreConflicted() {
    ResolvedIssuer twin =
        new ResolvedIssuer("twin", LOGIN.iss(), List.of("orders-api"), 1, List.of());
    Compiled compiled =
        compile(
            List.of(LOGIN, PARTNER, twin),
            route("a", rules(rule("x", "Exact", "/a", ""))),
            route("b", "issuerRefs: [{name: twin}]\n" + rules(rule("x", "Exact", "/b", ""))),
            route("c", "issuerRefs: [{name: partner}]\n" + rules(rule("x", "Exact", "/c", ""))));
    assertRefused(compiled, "a", RouteReason.Conflicted);
    assertRefused(compiled, "b", RouteReason.Conflicted);
    assertTrue(verdict(compiled, "c").accepted().ok());
    assertEquals(
        List.of("partner"), compiled.trust().issuers().stream().map(IssuerTrust::name).toList());
  }

  @Test
  void differentUpstreamPortsAreConflicted() {
    Compiled compiled =
        compile(
            TestRoutes.route("a", 8080, rules(rule("x", "Exact", "/a", ""))),
            TestRoutes.route("b", 8081, rules(rule("x", "Exact", "/b", ""))));
    assertRefused(compiled, "a", RouteReason.Conflicted);
    assertRefused(compiled, "b", RouteReason.Conflicted);
  }

  @Test
  void theStrictestCheckOfAnIssuerWinsAndTheOtherRouteIsTold() {
    Compiled compiled =
        compile(
            route(
                "a",
                "jwt: {clockSkew: 10s, maxTokenAge: 20m, forwardToken: true}\n"
                    + rules(rule("x", "Exact", "/a", ""))),
            route(
                "b",
                "jwt: {clockSkew: 30s, maxTokenAge: 10m, forwardToken: false}\n"
                    + rules(rule("x", "Exact", "/b", ""))));
    assertEquals(Duration.ofSeconds(10), trust(compiled, "login").clockSkew());
    assertEquals(Duration.ofMinutes(10), trust(compiled, "login").maxTokenAge());
    assertFalse(trust(compiled, "login").forwardToken());
    assertEquals(
        List.of(
            "jwt.forwardToken is false for tokens of issuer login: another route of the workload does"
                + " not forward them",
            "jwt.maxTokenAge is 600s for tokens of issuer login: another route of the workload asks for"
                + " less"),
        verdict(compiled, "a").limitations());
    assertEquals(1, verdict(compiled, "b").limitations().size());
  }

  @Test
  void oneHeaderForTwoClaimsIsConflicted() {
    Compiled compiled =
        compile(
            route(
                "a",
                "jwt: {claimHeaders: [{claim: sub, header: X-Auth-User}]}\n"
                    + rules(rule("x", "Exact", "/a", ""))),
            route(
                "b",
                "jwt: {claimHeaders: [{claim: client_id, header: x-auth-user}]}\n"
                    + rules(rule("x", "Exact", "/b", ""))));
    assertRefused(compiled, "a", RouteReason.Conflicted);
    assertRefused(compiled, "b", RouteReason.Conflicted);
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
