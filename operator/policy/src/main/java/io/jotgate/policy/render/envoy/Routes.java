package io.jotgate.policy.render.envoy;

import io.jotgate.policy.model.Decision;
import io.jotgate.policy.model.HttpMethod;
import io.jotgate.policy.model.PathMatch;
import io.jotgate.policy.model.RoutePolicy;
import io.jotgate.policy.model.Rule;
import io.jotgate.policy.model.StreamLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The routes of one policy, most specific first. */
final class Routes {
  /** How long the workload may take to answer. */
  private static final String TIMEOUT = "15s";

  private static final String FILTERS = "typed_per_filter_config";
  private static final List<String> AUTHORIZATION = List.of("authorization");

  /** Removes what jwt_authn has set, by the prefix: trust may know more headers than this route. */
  private static final Map<String, Object> WITHOUT_IDENTITY =
      Map.of(
          "@type",
          Types.HEADERS_ROUTE_TYPE,
          "mutations",
          Map.of(
              "request_mutations",
              List.of(
                  Map.of("remove", Types.TRANSACTION_HEADER),
                  Map.of("remove_on_match", Map.of("key_matcher", Map.of("prefix", "x-auth-"))))));

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
      case Decision.Anonymous(Optional<StreamLimit> stream) -> {
        route.put("metadata", metadata(rule, Map.of()));
        route.put("request_headers_to_remove", AUTHORIZATION);
        route.put("route", action(stream.map(StreamLimit::longest), stream));
        route.put(FILTERS, Map.of(Types.ROUTE_FILTER, Rbac.allowOnRoute(rule.id(), Rbac.any())));
      }
      case Decision.Deny() -> {
        // The route filter refuses it already; there is no upstream either.
        route.put("metadata", metadata(rule, Map.of()));
        route.put("direct_response", Map.of("status", 403));
      }
      case Decision.Require require -> {
        route.put("metadata", metadata(rule, challenge(rule, require)));
        route.put("route", action(Optional.of(require.longest()), require.stream()));
        route.put(FILTERS, filters(rule.id(), require));
        if (require.mode() == Decision.Mode.AUDITED) {
          route.put("request_headers_to_remove", AUTHORIZATION);
        }
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

  private static Map<String, Object> metadata(Rule rule, Map<String, String> more) {
    TreeMap<String, String> all = new TreeMap<>(more);
    all.put("rule", rule.id());
    all.putIfAbsent("missing", realm(rule));
    all.putIfAbsent("invalid", realm(rule) + ", error=\"invalid_token\"");
    all.putIfAbsent("insufficient", realm(rule) + ", error=\"insufficient_scope\"");
    return Map.of("filter_metadata", Map.of(Types.ROUTE_METADATA, all));
  }

  private static String realm(Rule rule) {
    return "Bearer realm=\"" + rule.realm() + "\"";
  }

  /** The whole challenges (RFC 6750 section 3): constants of the route, no part of the request. */
  private static Map<String, String> challenge(Rule rule, Decision.Require require) {
    List<String> scopes = require.scopes().named();
    String scope = scopes.isEmpty() ? "" : ", scope=\"" + String.join(" ", scopes) + "\"";
    TreeMap<String, String> challenge = new TreeMap<>();
    challenge.put("insufficient", realm(rule) + ", error=\"insufficient_scope\"" + scope);
    if (require.audited()) {
      challenge.put("mode", "audit");
    }
    return challenge;
  }

  private static Map<String, Object> action(
      Optional<Duration> longest, Optional<StreamLimit> stream) {
    TreeMap<String, Object> action = new TreeMap<>();
    action.put("cluster", Types.CLUSTER);
    action.put("timeout", stream.isPresent() ? "0s" : TIMEOUT);
    longest.ifPresent(
        length ->
            action.put("max_stream_duration", Map.of("max_stream_duration", seconds(length))));
    if (stream.isPresent() && stream.get().webSocket()) {
      action.put("upgrade_configs", List.of(Map.of("upgrade_type", "websocket")));
    }
    return action;
  }

  private static Map<String, Object> filters(String id, Decision.Require require) {
    Map<String, Object> principal = Requirements.principal(require);
    TreeMap<String, Object> filters = new TreeMap<>();
    filters.put(
        Types.JWT_FILTER,
        Map.of(
            "@type",
            Types.JWT_ROUTE_TYPE,
            "requirement_name",
            Requirements.name(require.issuerSet())));
    filters.put(Types.AUDIENCE_FILTER, Rbac.recordOnRoute(id, Requirements.audience(require)));
    if (require.audited()) {
      filters.put(Types.ROUTE_FILTER, Rbac.auditOnRoute(id, principal));
      filters.put(Types.ANONYMOUS_FILTER, WITHOUT_IDENTITY);
    } else {
      filters.put(Types.ROUTE_FILTER, Rbac.allowOnRoute(id, principal));
    }
    return filters;
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
