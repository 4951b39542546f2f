package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.PathMatch;
import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The routes of one policy, most specific first. */
final class Routes {
  /** How long the workload may take to answer. */
  private static final String TIMEOUT = "15s";

  private Routes() {}

  /** A rule and the route that it became. */
  record RenderedRule(Rule rule, Map<String, Object> route) {}

  /** The routes of each domain; {@code *} stands for the hosts that no rule names. */
  static SortedMap<String, List<RenderedRule>> byDomain(RoutePolicy policy) {
    TreeMap<String, List<RenderedRule>> domains = new TreeMap<>();
    policy
        .rulesByHost()
        .forEach((host, rules) -> domains.put(host.isEmpty() ? "*" : host, render(rules)));
    return domains;
  }

  private static List<RenderedRule> render(List<Rule> rules) {
    Map<String, Integer> used = new HashMap<>();
    List<RenderedRule> rendered = new ArrayList<>();
    for (Rule rule : rules) {
      int number = used.merge(rule.id(), 1, Integer::sum);
      String name = number == 1 ? rule.id() : rule.id() + "#" + number;
      rendered.add(new RenderedRule(rule, route(name, rule)));
    }
    return rendered;
  }

  private static Map<String, Object> route(String name, Rule rule) {
    TreeMap<String, Object> route = new TreeMap<>();
    route.put("name", name);
    route.put("match", match(rule));
    switch (rule.decision()) {
      case Decision.Anonymous() -> {
        route.put("metadata", metadata(rule, List.of()));
        route.put("request_headers_to_remove", List.of("authorization"));
        route.put("route", Map.of("cluster", Types.CLUSTER, "timeout", TIMEOUT));
        route.put(
            "typed_per_filter_config",
            Map.of(Types.ROUTE_FILTER, Rbac.allowOnRoute(rule.id(), Rbac.any())));
      }
      case Decision.Deny() -> {
        // The route filter refuses it already; there is no upstream either.
        route.put("metadata", metadata(rule, List.of()));
        route.put("direct_response", Map.of("status", 403));
      }
      case Decision.Require require -> {
        route.put("metadata", metadata(rule, require.scopes()));
        route.put("route", protectedAction(require));
        route.put("typed_per_filter_config", filters(rule.id(), require));
      }
    }
    return route;
  }

  private static Map<String, Object> match(Rule rule) {
    List<String> methods = rule.methods().stream().map(HttpMethod::name).toList();
    Map<String, Object> method =
        methods.size() == 1
            ? Map.of("exact", methods.getFirst())
            : Map.of("safe_regex", Map.of("regex", String.join("|", methods)));
    return Map.of(
        "headers",
        List.of(Map.of("name", ":method", "string_match", method)),
        pathField(rule.path()),
        rule.path().value());
  }

  private static String pathField(PathMatch path) {
    return switch (path.kind()) {
      case EXACT -> "path";
      // The separated form takes no trailing slash; every path starts with one anyway.
      case PREFIX -> path.value().equals("/") ? "prefix" : "path_separated_prefix";
    };
  }

  /** The whole challenges (RFC 6750 section 3): constants of the route, no part of the request. */
  private static Map<String, Object> metadata(Rule rule, List<String> scopes) {
    String realm = "Bearer realm=\"" + rule.realm() + "\"";
    String scope = scopes.isEmpty() ? "" : ", scope=\"" + String.join(" ", scopes) + "\"";
    return Map.of(
        "filter_metadata",
        Map.of(
            "jotgate",
            Map.of(
                "insufficient",
                realm + ", error=\"insufficient_scope\"" + scope,
                "invalid",
                realm + ", error=\"invalid_token\"",
                "missing",
                realm,
                "rule",
                rule.id())));
  }

  private static Map<String, Object> protectedAction(Decision.Require require) {
    return Map.of(
        "cluster",
        Types.CLUSTER,
        "max_stream_duration",
        Map.of("max_stream_duration", seconds(require.longestStream())),
        "timeout",
        TIMEOUT);
  }

  private static Map<String, Object> filters(String id, Decision.Require require) {
    return Map.of(
        Types.JWT_FILTER,
        Map.of(
            "@type",
            Types.JWT_ROUTE_TYPE,
            "requirement_name",
            Requirements.name(require.issuerSet())),
        Types.AUDIENCE_FILTER,
        Rbac.recordOnRoute(id, Requirements.audience(require)),
        Types.ROUTE_FILTER,
        Rbac.allowOnRoute(id, Requirements.principal(require)));
  }

  static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }

  /** Regular expressions of escapes that no target may contain. */
  static List<String> escapesToReject(RoutePolicy policy) {
    return policy.reservedCharacters().chars().mapToObj(character -> "%" + hex(character)).toList();
  }

  private static String hex(int character) {
    String upper = "%02X".formatted(character);
    char last = upper.charAt(1);
    return Character.isDigit(last)
        ? upper
        : upper.charAt(0) + "[" + Character.toLowerCase(last) + last + "]";
  }
}
