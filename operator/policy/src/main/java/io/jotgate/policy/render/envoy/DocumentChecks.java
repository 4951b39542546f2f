package io.jotgate.policy.render.envoy;

import io.jotgate.policy.render.Documents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Envoy's own validation lets pass although it opens or breaks a route: measured, each of
 * them. A violation is a mistake of this package; it must not be written.
 */
final class DocumentChecks {
  private static final Map<String, String> ROUTE_FILTERS =
      Map.of(
          Types.JWT_FILTER, Types.JWT_ROUTE_TYPE,
          Types.ANONYMOUS_FILTER, Types.HEADERS_ROUTE_TYPE,
          Types.AUDIENCE_FILTER, Types.RBAC_ROUTE_TYPE,
          Types.ROUTE_FILTER, Types.RBAC_ROUTE_TYPE);

  private static final String OPTIONAL = "allow_missing_or_failed";

  private final List<String> violations = new ArrayList<>();
  private final Map<?, ?> providers;
  private final Map<?, ?> requirements;
  private final Set<String> clusters = new HashSet<>();

  private DocumentChecks(Documents policy, Documents trust) {
    Object filter = Json.at(resource(trust, EnvoyRenderer.JWT), "typed_config");
    providers = Json.map(Json.at(filter, "providers"));
    requirements = Json.map(Json.at(filter, "requirement_map"));
    for (Object cluster : resources(policy, EnvoyRenderer.CLUSTERS)) {
      clusters.add(Json.text(Json.at(cluster, "name")));
    }
  }

  /** What is wrong; empty when the documents may be written. */
  static List<String> violations(Documents policy, Documents trust) {
    DocumentChecks checks = new DocumentChecks(policy, trust);
    checks.checkTrust();
    checks.checkRevocation(
        Json.at(resource(trust, EnvoyRenderer.REVOCATION), "typed_config", "rules"));
    checks.checkRoutes(resource(policy, EnvoyRenderer.ROUTES));
    return checks.violations;
  }

  private static List<?> resources(Documents documents, String file) {
    return Json.read(documents.text(file))
        .map(tree -> Json.list(tree.get("resources")))
        .orElse(List.of());
  }

  private static Object resource(Documents documents, String file) {
    List<?> resources = resources(documents, file);
    return resources.isEmpty() ? Map.of() : Objects.requireNonNull(resources.getFirst());
  }

  private void expect(boolean holds, String violation) {
    if (!holds) {
      violations.add(violation);
    }
  }

  private void checkTrust() {
    providers.forEach(
        (name, provider) -> {
          Optional<Map<?, ?>> jwks =
              Json.read(Json.text(Json.at(provider, "local_jwks", "inline_string")));
          boolean keys = jwks.map(set -> !Json.list(set.get("keys")).isEmpty()).orElse(false);
          expect(keys, "provider " + name + " has no key: Envoy would keep the old ones");
          expect(
              !Json.list(Json.at(provider, "audiences")).isEmpty()
                  && !Json.text(Json.at(provider, "issuer")).isEmpty()
                  && Boolean.TRUE.equals(Json.at(provider, "require_expiration")),
              "provider " + name + " accepts any audience, issuer or age");
        });
    requirements.forEach(
        (name, requirement) -> {
          List<String> named = providersOf(requirement);
          expect(!named.isEmpty(), "requirement " + name + " is empty: it would let all pass");
          expect(
              providers.keySet().containsAll(named),
              "requirement " + name + " names an unknown provider");
        });
  }

  private void checkRevocation(@Nullable Object rules) {
    Map<?, ?> policies = Json.map(Json.at(rules, "policies"));
    expect(
        "ALLOW".equals(Json.at(rules, "action"))
            && Rbac.policy(Rbac.not(Rbac.header("alg", Rbac.present())))
                .equals(policies.get("anonymous")),
        "the revocation filter lets tokens pass that no policy names");
    boolean audits =
        requirements.values().stream().anyMatch(each -> Json.write(each).contains(OPTIONAL));
    for (Object name : policies.keySet()) {
      String id = Json.text(name);
      expect(
          id.equals("anonymous")
              || (id.startsWith("ok.") && providers.containsKey(id.substring(3)))
              || (id.equals("unenforced") && audits),
          "the revocation filter has the policy " + id + ", which serves nobody");
      if (id.startsWith("ok.")) {
        checkEveryToken(id.substring(3), policies.get(id));
      }
    }
  }

  /** Envoy rejects a whole document for an alternative of one, and goes on with the old lists. */
  private void checkEveryToken(String issuer, @Nullable Object policy) {
    String rules = Json.write(Json.map(policy));
    String iss = Json.text(Json.at(providers.get(issuer), "issuer"));
    expect(
        Filters.ofEveryToken(iss).stream().map(Json::write).allMatch(rules::contains),
        "the revocation filter does not check all of a token of issuer " + issuer);
    expect(
        choicesHaveTwo(policy),
        "the revocation filter has a choice of fewer than two values for issuer " + issuer);
  }

  private static boolean choicesHaveTwo(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map ->
          (!map.containsKey("or_match")
                  || Json.list(Json.at(map, "or_match", "value_matchers")).size() > 1)
              && map.values().stream().allMatch(DocumentChecks::choicesHaveTwo);
      case List<?> list -> list.stream().allMatch(DocumentChecks::choicesHaveTwo);
      case null -> true;
      case Object other -> true;
    };
  }

  /** The providers that a requirement names. */
  static List<String> providersOf(@Nullable Object requirement) {
    List<String> named = new ArrayList<>();
    for (Object one : Json.list(Json.at(requirement, "requires_any", "requirements"))) {
      if (Json.at(one, OPTIONAL) == null) {
        named.add(Json.text(Json.at(one, "provider_name")));
      }
    }
    if (Json.at(requirement, "provider_name") instanceof String name) {
      named.add(name);
    }
    return named;
  }

  private void checkRoutes(Object configuration) {
    Set<String> domains = new HashSet<>();
    for (Object host : Json.list(Json.at(configuration, "virtual_hosts"))) {
      Set<String> names = new HashSet<>();
      for (Object domain : Json.list(Json.at(host, "domains"))) {
        expect(domains.add(Json.text(domain)), "two hosts have the domain " + domain);
      }
      for (Object route : Json.list(Json.at(host, "routes"))) {
        String name = Json.text(Json.at(route, "name"));
        expect(names.add(name), "two routes have the name " + name);
        checkRoute(name, route);
      }
    }
  }

  private void checkRoute(String name, Object route) {
    Map<?, ?> filters = Json.map(Json.at(route, "typed_per_filter_config"));
    filters.forEach(
        (filter, configuration) ->
            expect(
                Objects.equals(
                    ROUTE_FILTERS.get(String.valueOf(filter)), Json.at(configuration, "@type")),
                "route " + name + " configures an unknown filter or with the wrong type"));
    Object upstream = Json.at(route, "route");
    if (upstream == null) {
      return;
    }
    expect(
        clusters.contains(Json.text(Json.at(upstream, "cluster"))),
        "route " + name + " names an unknown cluster");
    expect(filters.containsKey(Types.ROUTE_FILTER), "route " + name + " has no rule");
    if (filters.containsKey(Types.JWT_FILTER)) {
      expect(
          requirements.containsKey(Json.at(filters, Types.JWT_FILTER, "requirement_name")),
          "route " + name + " names an unknown requirement");
      checkProtected(name, route, filters);
    } else {
      expect(
          Json.list(Json.at(route, "request_headers_to_remove")).contains("authorization"),
          "route " + name + " is public and forwards credentials");
    }
  }

  /** A route that asks for a token names the issuer that it must be of, or gives no identity. */
  private void checkProtected(String name, Object route, Map<?, ?> filters) {
    Object audience = Json.at(filters, Types.AUDIENCE_FILTER, "rbac");
    expect(
        Json.at(audience, "shadow_rules") != null && Json.at(audience, "rules") == null,
        "route " + name + " states no audience");
    String rules = Json.write(rulesOf(filters));
    boolean pinned = rules.contains("\"ALLOW\"") && rules.contains("{\"key\":\"iss\"}");
    boolean audited =
        "audit".equals(Json.at(route, "metadata", "filter_metadata", Types.ROUTE_METADATA, "mode"));
    expect(pinned != audited, "route " + name + " lets anybody in, or is audited by halves");
    expect(
        !audited || filters.containsKey(Types.ANONYMOUS_FILTER),
        "route " + name + " is audited and tells who calls");
  }

  private static Object rulesOf(Map<?, ?> filters) {
    Object rules = Json.at(filters, Types.ROUTE_FILTER, "rbac", "rules");
    return rules == null ? Map.of() : rules;
  }
}
