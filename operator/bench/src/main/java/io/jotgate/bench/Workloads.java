package io.jotgate.bench;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jotgate.api.v1alpha1.EnforcementSpec;
import io.jotgate.api.v1alpha1.EnvoySidecarSpec;
import io.jotgate.api.v1alpha1.LocalIssuerRef;
import io.jotgate.api.v1alpha1.MatchSpec;
import io.jotgate.api.v1alpha1.PathSpec;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteSpec;
import io.jotgate.api.v1alpha1.RequireSpec;
import io.jotgate.api.v1alpha1.RuleSpec;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.policy.compile.ResolvedIssuer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Routes and issuers of one workload, as many as wanted. */
final class Workloads {
  static final String NAME = "orders";
  private static final int UPSTREAM_PORT = 8080;
  private static final int RULES_PER_ROUTE = 10;
  private static final int KEYS_PER_ISSUER = 2;

  private final SecureRandom random;

  Workloads(SecureRandom random) {
    this.random = random;
  }

  /** Routes with so many rules in all, each for a path of its own and with a scope. */
  static List<ProtectedRoute> routes(int rules, int issuers) {
    List<LocalIssuerRef> refs =
        IntStream.range(0, issuers).mapToObj(i -> new LocalIssuerRef(issuer(i))).toList();
    List<ProtectedRoute> routes = new ArrayList<>();
    for (int first = 0; first < rules; first += RULES_PER_ROUTE) {
      List<RuleSpec> own =
          IntStream.range(first, Math.min(rules, first + RULES_PER_ROUTE))
              .mapToObj(Workloads::rule)
              .toList();
      routes.add(route("orders-" + first, refs, own));
    }
    return routes;
  }

  /** So many issuers, each with an active and a prepared key. */
  Map<String, ResolvedIssuer> issuers(int count) {
    Map<String, ResolvedIssuer> issuers = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      List<String> keys =
          IntStream.range(0, KEYS_PER_ISSUER)
              .mapToObj(key -> SigningKeys.generate(KeyParameters.of("ES256"), random))
              .map(GeneratedKey::publicJwk)
              .toList();
      String name = issuer(i);
      issuers.put(
          name,
          new ResolvedIssuer(
              name, "https://" + name + ".shop.svc", List.of("orders-api"), 3, keys));
    }
    return issuers;
  }

  private static ProtectedRoute route(
      String name, List<LocalIssuerRef> issuers, List<RuleSpec> rules) {
    ProtectedRoute route = new ProtectedRoute();
    route.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace("shop").build());
    route.setSpec(
        new ProtectedRouteSpec(
            issuers,
            new EnforcementSpec(
                new EnvoySidecarSpec(
                    new WorkloadRef(WorkloadRef.Kind.Deployment, NAME), UPSTREAM_PORT, false)),
            null,
            null,
            rules));
    return route;
  }

  private static RuleSpec rule(int number) {
    return new RuleSpec(
        "rule-" + number,
        List.of(
            new MatchSpec(
                new PathSpec(PathSpec.Type.PathPrefix, "/orders/" + number),
                List.of(MatchSpec.Method.GET, MatchSpec.Method.POST))),
        new RequireSpec(
            new RequireSpec.ScopesSpec(List.of("orders:" + number % RULES_PER_ROUTE), null),
            null,
            null,
            null,
            null),
        null,
        null,
        null);
  }

  private static String issuer(int number) {
    return "login-" + number;
  }
}
