package io.jotgate.policy.compile;

import static io.jotgate.policy.compile.Compilations.LOGIN;
import static io.jotgate.policy.compile.Compilations.PARTNER;
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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Rule;
import io.jotgate.policy.model.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCompilerMergeTest {
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
}
