package io.jotgate.policy.compile;

import static io.jotgate.policy.compile.Compilations.PARTNER;
import static io.jotgate.policy.compile.Compilations.assertRefused;
import static io.jotgate.policy.compile.Compilations.compile;
import static io.jotgate.policy.compile.Compilations.route;
import static io.jotgate.policy.compile.Compilations.rule;
import static io.jotgate.policy.compile.Compilations.rules;
import static io.jotgate.policy.compile.Compilations.verdict;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.model.ClaimRequirement;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.ScopeRequirement;
import io.jotgate.policy.model.StreamLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules may ask of a token and of a request, beyond its path. */
class PolicyCompilerRequirementsTest {
  private static final String BOTH = "issuerRefs: [{name: login}, {name: partner}]\n";

  private static Decision decision(String spec) {
    return compile(route("r", spec)).policy().rules().getFirst().decision();
  }

  private static Decision.Require require(String rest) {
    return assertInstanceOf(
        Decision.Require.class, decision(rules(rule("x", "Exact", "/a", ", " + rest))));
  }

  @Test
  void readsScopesClaimsAndGroups() {
    Decision.Require require =
        require(
            "require: {scopes: {allOf: [b, a], anyOf: [d, c]}, groups: [g],"
                + " claims: [{name: role, allOf: [x], anyOf: [z, y]}]}");
    assertEquals(new ScopeRequirement(List.of("a", "b"), List.of("c", "d")), require.scopes());
    assertEquals(
        List.of(
            ClaimRequirement.anyOf("groups", List.of("g")),
            new ClaimRequirement("role", List.of("x"), List.of("y", "z"))),
        require.claims());
  }

  /** An issuer names a consumer of its own namespace by its name alone. */
  @Test
  void spellsConsumersAsTheirIssuerDoes() {
    Decision.Require require =
        require(
            "require: {consumers: [{name: batch}, {name: own, namespace: shop},"
                + " {name: nightly, namespace: billing}]}");
    assertEquals(
        List.of("batch", "billing/nightly", "own"), require.issuers().getFirst().clientIds());
  }

  @Test
  void anAuditedRuleKeepsTheAuthorizationOnlyWhereTokensAreForwarded() {
    assertEquals(Decision.Mode.AUDITED, require("mode: Audit").mode());
    assertEquals(Decision.Mode.ENFORCED, require("mode: Enforce").mode());
    Decision forwarded =
        decision("jwt: {forwardToken: true}\n" + rules(rule("x", "Exact", "/a", ", mode: Audit")));
    assertEquals(
        Decision.Mode.AUDITED_WITH_AUTHORIZATION,
        assertInstanceOf(Decision.Require.class, forwarded).mode());
  }

  @Test
  void aStreamLastsAsLongAsATokenMayLiveUnlessItIsShorter() {
    assertEquals(
        Optional.of(new StreamLimit(Duration.ofMinutes(15), false)),
        require("stream: {}").stream());
    assertEquals(
        Optional.of(new StreamLimit(Duration.ofMinutes(5), true)),
        require("stream: {maxDuration: 5m, webSocket: true}").stream());
    assertEquals(
        new Decision.Anonymous(Optional.of(new StreamLimit(Duration.ofHours(20), false))),
        decision(
            rules(
                rule("x", "Exact", "/a", ", action: AllowAnonymous, stream: {maxDuration: 20h}"))));
  }

  @Test
  void saysWhenAStreamWouldOutliveItsToken() {
    Compiled compiled =
        compile(route("r", rules(rule("x", "Exact", "/a", ", stream: {maxDuration: 1h}"))));
    assertEquals(
        List.of("rule x: a stream ends after 900s, the longest life of a token that is accepted"),
        verdict(compiled, "r").limitations());
  }

  @Test
  void aDeniedPartOfWhatAWiderRuleAllowsIsNoConflict() {
    Compiled compiled =
        compile(
            route(
                "r",
                rules(
                    rule("open", "PathPrefix", "/a", ""),
                    rule("closed", "PathPrefix", "/a/b", ", action: Deny"))));
    assertTrue(verdict(compiled, "r").accepted().ok());
    assertEquals(new Decision.Deny(), compiled.policy().rules().getFirst().decision());
  }

  @Test
  void denyingWhatAnotherRouteAllowsIsAConflict() {
    Compiled compiled =
        compile(
            route("a", rules(rule("x", "Exact", "/a", ""))),
            route("b", rules(rule("x", "Exact", "/a", ", action: Deny"))));
    assertRefused(compiled, "a", RouteReason.Conflicted);
    assertEquals(RouteReason.Conflicted, verdict(compiled, "b").accepted().reason());
  }

  @Test
  void anotherRouteMustNotBringAnIdentityWithoutItsIssuer() {
    Compiled compiled =
        compile(
            route(
                "one",
                "jwt: {claimHeaders: [{claim: sub, header: X-Auth-Subject}]}\n"
                    + rules(rule("x", "Exact", "/one", ""))),
            route("two", BOTH + rules(rule("x", "Exact", "/two", ""))));
    assertTrue(verdict(compiled, "one").accepted().ok());
    assertRefused(compiled, "two", RouteReason.Conflicted);
    assertTrue(
        verdict(compiled, "two").accepted().message().contains("map iss in jwt.claimHeaders"),
        verdict(compiled, "two")::toString);
    assertEquals("partner", PARTNER.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "require: {scopes: {anyOf: ['a b']}}|spec.rules[0].require.scopes.anyOf[0]",
        "require: {claims: [{name: role}]}|spec.rules[0].require.claims[0]",
        "require: {claims: [{name: scp, anyOf: [a]}]}|spec.rules[0].require.claims[0].name",
        "require: {consumers: [{name: a/b}]}|spec.rules[0].require.consumers[0].name",
        "require: {consumers: [{name: a, namespace: B}]}|spec.rules[0].require.consumers[0].namespace",
        "stream: {maxDuration: 25h}|spec.rules[0].stream.maxDuration",
        "stream: {maxDuration: long}|spec.rules[0].stream.maxDuration",
        "action: AllowAnonymous, mode: Audit|spec.rules[0].mode",
        "action: Deny, require: {}|spec.rules[0]",
      })
  void namesTheFieldThatIsWrong(String rest, String field) {
    Compiled compiled = compile(route("r", rules(rule("x", "Exact", "/a", ", " + rest))));
    assertEquals(
        List.of(field),
        verdict(compiled, "r").problems().stream().map(RouteProblem::field).toList());
    assertRefused(compiled, "r", RouteReason.Invalid);
    assertTrue(
        verdict(compiled, "r").accepted().message().startsWith(field + ": "),
        verdict(compiled, "r")::toString);
  }
}
