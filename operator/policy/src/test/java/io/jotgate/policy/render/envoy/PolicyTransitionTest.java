package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Trust;
import io.jotgate.policy.render.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTransitionTest {
  private static final String BOTH = "issuerRefs: [{name: login}, {name: partner}]\n";

  private final EnvoyRenderer renderer = new EnvoyRenderer(SidecarLayout.INJECTED);
  private final PolicyTransition transition = new PolicyTransition(renderer);
  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final TestIssuer partner = new TestIssuer("partner", "orders-api");

  private final Compiled ofLogin = compile(route(""), login.resolved(1), partner.resolved(1));
  private final Compiled ofBoth = compile(route(BOTH), login.resolved(1), partner.resolved(1));

  private static ProtectedRoute route(String more) {
    return TestRoutes.route(
        "orders",
        8080,
        more
            + "rules: [{name: read, matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}]}]");
  }

  private static Compiled compile(ProtectedRoute route, ResolvedIssuer... issuers) {
    return compile(List.of(route), issuers);
  }

  private static Compiled compile(List<ProtectedRoute> routes, ResolvedIssuer... issuers) {
    return PolicyCompiler.compile(
        "orders",
        routes,
        List.of(issuers).stream().collect(Collectors.toMap(ResolvedIssuer::name, each -> each)));
  }

  private PolicyTransition.Step settled(Compiled compiled) {
    return new PolicyTransition.Step(
        renderer.policyDocuments(compiled.policy()),
        renderer.trustDocuments(compiled.trust()),
        true,
        Optional.empty());
  }

  private PolicyTransition.Step next(PolicyTransition.Step from, Compiled to, boolean loadedByAll) {
    return transition.next(from.policy(), from.trust(), to.policy(), to.trust(), loadedByAll);
  }

  private static String jwt(PolicyTransition.Step step) {
    return step.trust().text(EnvoyRenderer.JWT);
  }

  private static String routes(PolicyTransition.Step step) {
    return step.policy().text(EnvoyRenderer.ROUTES);
  }

  @Test
  void aNewPairIsCompleteAfterTheTrustIsLoaded() {
    PolicyTransition.Step first =
        transition.next(
            renderer.denyAllPolicy(),
            renderer.denyAllTrust(),
            ofLogin.policy(),
            ofLogin.trust(),
            true);
    assertEquals(settled(ofLogin).policy(), first.policy());
    assertEquals(settled(ofLogin).trust(), first.trust());
    assertTrue(first.complete());
  }

  @Test
  void nothingChangesWhenNothingChanged() {
    assertEquals(settled(ofLogin), next(settled(ofLogin), ofLogin, true));
    assertEquals(settled(ofLogin), next(settled(ofLogin), ofLogin, false));
  }

  @Test
  void newKeysGoOutAtOnceAndTouchNothingElse() {
    TestIssuer other = new TestIssuer("login", "orders-api");
    Compiled rotated =
        compile(route(""), login.resolved(2, List.of(other.publicJwk())), partner.resolved(1));
    PolicyTransition.Step step = next(settled(ofLogin), rotated, false);
    assertEquals(settled(ofLogin).policy(), step.policy());
    assertEquals(settled(rotated).trust(), step.trust());
  }

  @Test
  void aRouteMovesToAnotherSetOfIssuersAfterItsTrustIsLoaded() {
    PolicyTransition.Step trusted = next(settled(ofLogin), ofBoth, true);
    assertEquals(settled(ofLogin).policy(), trusted.policy());
    assertTrue(jwt(trusted).contains("\"r.login\""));
    assertTrue(jwt(trusted).contains("\"r.login+partner\""));
    assertFalse(trusted.complete());

    assertEquals(trusted, next(trusted, ofBoth, false));

    PolicyTransition.Step moved = next(trusted, ofBoth, true);
    assertEquals(settled(ofBoth).policy(), moved.policy());
    assertTrue(jwt(moved).contains("\"r.login\""), "a proxy may still have the old routes");

    assertEquals(moved, next(moved, ofBoth, false));
    assertEquals(settled(ofBoth), next(moved, ofBoth, true));
  }

  @Test
  void anIssuerThatIsGoneLosesItsKeysFirstAndItsNameLast() {
    PolicyTransition.Step emptied = next(settled(ofBoth), ofLogin, false);
    assertTrue(routes(emptied).contains("\"r.login+partner\""));
    assertFalse(routes(emptied).contains("https://partner.shop.svc"));
    assertTrue(jwt(emptied).contains("\"r.login+partner\""));
    assertTrue(jwt(emptied).contains("\\\"kid\\\":\\\"none\\\""));
    assertFalse(emptied.trust().text(EnvoyRenderer.REVOCATION).contains("ok.partner"));

    PolicyTransition.Step moved = next(emptied, ofLogin, true);
    assertEquals(settled(ofLogin).policy(), moved.policy());
    assertEquals(settled(ofLogin), next(moved, ofLogin, true));
  }

  @Test
  void anAudienceIsAddedToTheProviderBeforeTheRules() {
    Compiled wider = compile(route("jwt: {audiences: [new-api, orders-api]}\n"), login.resolved(1));
    PolicyTransition.Step trusted = next(settled(ofLogin), wider, true);
    assertTrue(jwt(trusted).contains("new-api"));
    assertFalse(routes(trusted).contains("new-api"));
    PolicyTransition.Step moved = next(trusted, wider, true);
    assertTrue(routes(moved).contains("new-api"));
    assertEquals(settled(wider), moved);
  }

  @Test
  void anAudienceIsRemovedFromTheRulesBeforeTheProvider() {
    Compiled wider = compile(route("jwt: {audiences: [old-api, orders-api]}\n"), login.resolved(1));
    PolicyTransition.Step moved = next(settled(wider), ofLogin, true);
    assertFalse(routes(moved).contains("old-api"));
    assertTrue(jwt(moved).contains("old-api"));
    assertEquals(settled(ofLogin), next(moved, ofLogin, true));
  }

  @Test
  void whatClosesDoesNotWait() {
    PolicyTransition.Step step =
        transition.next(
            settled(ofBoth).policy(),
            settled(ofBoth).trust(),
            RoutePolicy.denyAll("orders"),
            Trust.none(),
            false);
    assertEquals(renderer.denyAllPolicy(), step.policy());
    assertFalse(jwt(step).contains(login.publicJwk().substring(50, 80)));
  }

  /** Its keys stay, because another rule trusts it: so the rule itself must refuse its tokens. */
  @Test
  void aRuleThatGivesUpAnIssuerOrAnAudienceDoesNotWaitForAPodThatCannotBeAsked() {
    ProtectedRoute other =
        TestRoutes.route(
            "partners",
            8080,
            "issuerRefs: [{name: partner}]\nrules: [{name: p, matches: [{path: {type: Exact, value: /p}, methods: [GET]}]}]");
    Compiled before =
        compile(
            List.of(route(BOTH + "jwt: {audiences: [old-api, orders-api]}\n"), other),
            login.resolved(1),
            partner.resolved(1));
    Compiled after = compile(List.of(route(""), other), login.resolved(1), partner.resolved(1));
    PolicyTransition.Step step = next(settled(before), after, false);
    assertTrue(jwt(step).contains("old-api"));
    assertFalse(routes(step).contains("old-api"));
    assertEquals(
        occurrences(routes(settled(after)), "https://partner.shop.svc"),
        occurrences(routes(step), "https://partner.shop.svc"));
    assertFalse(step.complete());
    assertEquals(settled(after).policy(), next(step, after, true).policy());
  }

  private static long occurrences(String text, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  @Test
  void aPublicPathThatGetsARequirementOfNewIssuersClosesAtOnce() {
    Compiled open =
        compile(
            TestRoutes.route(
                "orders",
                8080,
                "rules: [{name: read, action: AllowAnonymous, matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}]}]"),
            login.resolved(1));
    PolicyTransition.Step step = next(settled(open), ofBoth, false);
    assertEquals(settled(ofBoth).policy(), step.policy());
  }

  @Test
  void aPolicyThatDoesNotFitKeepsTheLastOneButNotItsKeys() {
    String rules =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    "- {name: r%d, matches: [{path: {type: Exact, value: /p%d}, methods: [GET]}], require: {scopes: {allOf: ['s%d']}}}"
                        .formatted(i, i, i))
            .collect(Collectors.joining("\n"));
    TestIssuer other = new TestIssuer("login", "orders-api");
    Compiled huge =
        compile(
            TestRoutes.route("orders", 8080, "rules:\n" + rules.indent(2)),
            login.resolved(2, List.of(other.publicJwk())));
    PolicyTransition.Step step = next(settled(ofBoth), huge, true);
    assertEquals(settled(ofBoth).policy(), step.policy());
    assertTrue(step.oversize().isPresent());
    assertFalse(step.complete());
    assertTrue(jwt(step).contains("\"r.login+partner\""));
    assertNotEquals(settled(ofBoth).trust(), step.trust());
    assertEquals(List.of(), DocumentChecks.violations(step.policy(), step.trust()));
  }

  @Test
  void documentsThatWereRewrittenForAProxyThatMissedThemAreLeftAlone() {
    Documents policy = settled(ofLogin).policy().rewritten();
    Documents trust = settled(ofLogin).trust().rewritten();
    PolicyTransition.Step step =
        transition.next(policy, trust, ofLogin.policy(), ofLogin.trust(), true);
    assertEquals(policy, step.policy());
    assertEquals(trust, step.trust());
    assertNotEquals(policy, settled(ofLogin).policy());
    assertEquals(Map.copyOf(policy.rewritten().files()), settled(ofLogin).policy().files());
  }

  @Test
  void nothingIsKeptOfDocumentsThatSomebodyHasOpened() {
    Documents edited =
        Documents.of(
            Map.of(
                EnvoyRenderer.JWT,
                settled(ofLogin)
                    .trust()
                    .text(EnvoyRenderer.JWT)
                    .replace("\"requirement_map\":{", "\"requirement_map\":{\"r.all\":{},"),
                EnvoyRenderer.REVOCATION,
                settled(ofLogin).trust().text(EnvoyRenderer.REVOCATION)));
    PolicyTransition.Step step =
        transition.next(
            settled(ofLogin).policy(), edited, ofLogin.policy(), ofLogin.trust(), false);
    assertEquals(settled(ofLogin), step);
  }

  @Test
  void brokenPreviousDocumentsAreReplaced() {
    Documents broken = Documents.of(Map.of(EnvoyRenderer.ROUTES, "{", EnvoyRenderer.JWT, "[]"));
    PolicyTransition.Step step =
        transition.next(broken, broken, ofLogin.policy(), ofLogin.trust(), false);
    assertEquals(settled(ofLogin).policy(), step.policy());
    assertEquals(settled(ofLogin).trust(), step.trust());
  }

  private final Compiled audited =
      compile(
          TestRoutes.route(
              "orders",
              8080,
              "rules: [{name: read, mode: Audit, matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}]}]"),
          login.resolved(1));

  /** Tokens are refused at once; a request without one gets another answer for a moment. */
  @Test
  void aRuleThatIsNoLongerAuditedClosesAtOnce() {
    PolicyTransition.Step closed = next(settled(audited), ofLogin, false);
    assertFalse(routes(closed).contains("\"mode\":\"audit\""));
    assertFalse(routes(closed).contains("audit_"));
    assertTrue(routes(closed).contains("\"requirement_name\":\"audit.login\""));
    assertFalse(closed.complete());
    PolicyTransition.Step moved = next(closed, ofLogin, true);
    assertEquals(settled(ofLogin).policy(), moved.policy());
    assertEquals(settled(ofLogin), next(moved, ofLogin, true));
  }

  @Test
  void aRuleIsAuditedOnceTheTrustForItIsLoaded() {
    PolicyTransition.Step trusted = next(settled(ofLogin), audited, false);
    assertTrue(jwt(trusted).contains("\"audit.login\""));
    assertTrue(routes(trusted).contains("\"requirement_name\":\"r.login\""));
    PolicyTransition.Step moved = next(trusted, audited, true);
    assertEquals(settled(audited).policy(), moved.policy());
    assertEquals(settled(audited), next(moved, audited, true));
  }
}
