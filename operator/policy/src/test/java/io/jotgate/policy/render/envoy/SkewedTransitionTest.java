package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.model.Revocations;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a transition must not drop while a proxy may have an older one of its files. */
class SkewedTransitionTest {
  private static final String READ =
      "- {name: read, matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}]}\n";

  private final EnvoyRenderer renderer = new EnvoyRenderer(SidecarLayout.INJECTED);
  private final PolicyTransition transition = new PolicyTransition(renderer);
  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final TestIssuer next = new TestIssuer("login", "orders-api");
  private final TestIssuer partner = new TestIssuer("partner", "orders-api");

  private static Compiled compile(String spec, ResolvedIssuer... issuers) {
    return PolicyCompiler.compile(
        "orders",
        List.of(TestRoutes.route("orders", 8080, spec)),
        List.of(issuers).stream()
            .collect(Collectors.toMap(ResolvedIssuer::name, Function.identity())));
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

  private static boolean refuses(PolicyTransition.Step step, String kid) {
    return step.trust().text(EnvoyRenderer.REVOCATION).contains(kid);
  }

  /** A proxy that has the new lists and the old key set would take its tokens again. */
  @Test
  void aRevokedKeyThatIsGoneIsRefusedByNameUntilAllHaveTheKeySetWithoutIt() {
    Revocations revoked =
        new Revocations(new TreeMap<>(), new TreeMap<>(), List.of(login.kid()), Optional.empty());
    List<String> both = List.of(login.publicJwk(), next.publicJwk());
    Compiled before = compile("rules:\n" + READ, login.resolved(1, both).withRevocations(revoked));
    Compiled after =
        compile(
            "rules:\n" + READ,
            login.resolved(2, List.of(next.publicJwk())).withRevocations(revoked));
    // The object may expire as soon as the key is gone.
    Compiled expired = compile("rules:\n" + READ, login.resolved(2, List.of(next.publicJwk())));

    PolicyTransition.Step first = next(settled(before), after, true);
    assertTrue(refuses(first, login.kid()));
    assertFalse(first.complete());
    PolicyTransition.Step waiting = next(first, expired, false);
    assertTrue(refuses(waiting, login.kid()));

    PolicyTransition.Step last = next(waiting, expired, true);
    assertEquals(settled(expired), last);
    assertFalse(refuses(last, login.kid()));
  }

  @Test
  void aKeyWhoseRevocationIsTakenBackIsGoodAtOnce() {
    Revocations revoked =
        new Revocations(new TreeMap<>(), new TreeMap<>(), List.of(login.kid()), Optional.empty());
    Compiled before = compile("rules:\n" + READ, login.resolved(1).withRevocations(revoked));
    Compiled after = compile("rules:\n" + READ, login.resolved(1));
    assertEquals(settled(after), next(settled(before), after, false));
  }

  /** Requests of the rule that has gone were never meant for what the rule behind it said. */
  @Test
  void aRuleThatWaitsLetsNobodyInWhomOnlyItsOldFormAllowsWhenARuleInFrontOfItHasGone() {
    String strict =
        "- {name: strict, matches: [{path: {type: Exact, value: /orders/1}, methods: [GET]}],"
            + " require: {scopes: {allOf: [admin]}}}\n";
    Compiled before = compile("rules:\n" + strict + READ, login.resolved(1), partner.resolved(1));
    Compiled after =
        compile(
            "issuerRefs: [{name: partner}]\nrules:\n" + READ,
            login.resolved(1),
            partner.resolved(1));

    PolicyTransition.Step step = next(settled(before), after, true);
    String routes = step.policy().text(EnvoyRenderer.ROUTES);
    assertFalse(routes.contains("https://login.shop.svc"), "the old rule is open to its tokens");
    assertTrue(routes.contains("\"r.login\""), "the trust for the new one is not loaded yet");
    assertEquals(settled(after), next(next(step, after, true), after, true));
  }

  @Test
  void aRuleThatWaitsStaysAsItIsWhenAnotherOneIsAddedInFrontOfIt() {
    String strict =
        "- {name: strict, matches: [{path: {type: Exact, value: /orders/1}, methods: [GET]}],"
            + " action: Deny}\n";
    Compiled before = compile("rules:\n" + READ, login.resolved(1), partner.resolved(1));
    Compiled after =
        compile(
            "issuerRefs: [{name: partner}]\nrules:\n" + strict + READ,
            login.resolved(1),
            partner.resolved(1));
    String routes = next(settled(before), after, true).policy().text(EnvoyRenderer.ROUTES);
    assertTrue(routes.contains("https://login.shop.svc"));
  }
}
