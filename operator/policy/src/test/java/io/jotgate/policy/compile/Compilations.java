package io.jotgate.policy.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Rule;
import java.util.List;
import java.util.stream.Collectors;

/** Routes of one workload in short, what the compiler makes of them, and what it says. */
final class Compilations {
  static final ResolvedIssuer LOGIN = issuer("login", "orders-api");
  static final ResolvedIssuer PARTNER = issuer("partner", "orders-api");

  private Compilations() {}

  private static ResolvedIssuer issuer(String name, String... audiences) {
    return new ResolvedIssuer(
        name, "https://" + name + ".shop.svc", List.of(audiences), 1, List.of("{}"));
  }

  static ProtectedRoute route(String name, String spec) {
    return TestRoutes.route(name, 8080, spec);
  }

  static String rule(String name, String type, String path, String rest) {
    return "- {name: %s, matches: [{path: {type: %s, value: '%s'}, methods: [GET]}]%s}"
        .formatted(name, type, path, rest);
  }

  static String rules(String... rules) {
    return "rules:\n" + String.join("\n", rules).indent(2);
  }

  static String scope(String scope) {
    return ", require: {scopes: {allOf: ['%s']}}".formatted(scope);
  }

  static Compiled compile(ProtectedRoute... routes) {
    return compile(List.of(LOGIN, PARTNER), routes);
  }

  static Compiled compile(List<ResolvedIssuer> issuers, ProtectedRoute... routes) {
    return PolicyCompiler.compile(
        "orders",
        List.of(routes),
        issuers.stream().collect(Collectors.toMap(ResolvedIssuer::name, issuer -> issuer)));
  }

  static RouteVerdict verdict(Compiled compiled, String route) {
    return compiled.verdicts().stream()
        .filter(verdict -> verdict.route().equals(route))
        .findFirst()
        .orElseThrow();
  }

  static void assertRefused(Compiled compiled, String route, RouteReason reason) {
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

  static IssuerTrust trust(Compiled compiled, String issuer) {
    return compiled.trust().issuers().stream()
        .filter(trust -> trust.name().equals(issuer))
        .findFirst()
        .orElseThrow();
  }
}
