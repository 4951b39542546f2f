package io.jotgate.policy.render.envoy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The route configuration: virtual hosts around the routes of each domain. */
final class RouteConfiguration {
  private static final String READY_HOST = "jotgate-ready.internal";
  private static final String PARAMETERS = ";|%3[bB]";

  private RouteConfiguration() {}

  /**
   * Wraps routes.
   *
   * @param byDomain routes of each domain in order
   * @param escapes regular expressions of escapes that are refused everywhere
   */
  static Map<String, Object> of(SortedMap<String, List<Object>> byDomain, List<String> escapes) {
    List<Object> hosts = new ArrayList<>();
    hosts.add(ready());
    grouped(byDomain)
        .forEach((routes, domains) -> hosts.add(virtualHost(domains, routes, escapes)));
    return Map.of(
        "@type",
        Types.ROUTES_TYPE,
        "ignore_path_parameters_in_path_matching",
        true,
        "name",
        Types.ROUTES,
        "virtual_hosts",
        hosts);
  }

  private static Map<List<Object>, List<String>> grouped(SortedMap<String, List<Object>> byDomain) {
    LinkedHashMap<List<Object>, List<String>> groups = new LinkedHashMap<>();
    byDomain.forEach(
        (domain, routes) -> groups.computeIfAbsent(routes, key -> new ArrayList<>()).add(domain));
    return groups;
  }

  private static Map<String, Object> virtualHost(
      List<String> domains, List<Object> routes, List<String> escapes) {
    List<Object> all = new ArrayList<>();
    all.add(rejectParameters(escapes));
    all.addAll(routes);
    String name = domains.getFirst();
    return Map.of("domains", domains, "name", name.equals("*") ? "any" : name, "routes", all);
  }

  /** The routes of each domain of a configuration that was rendered before. */
  static SortedMap<String, List<Object>> routesByDomain(Object configuration) {
    TreeMap<String, List<Object>> found = new TreeMap<>();
    for (Object host : Json.list(Json.at(configuration, "virtual_hosts"))) {
      List<Object> routes = new ArrayList<>(Json.list(Json.at(host, "routes")));
      for (Object domain : Json.list(Json.at(host, "domains"))) {
        found.put(Json.text(domain), routes);
      }
    }
    return found;
  }

  private static Map<String, Object> ready() {
    return Map.of(
        "domains",
        List.of(READY_HOST),
        "name",
        "jotgate-ready",
        "routes",
        List.of(
            Map.of(
                "direct_response",
                Map.of("body", Map.of("inline_string", "ready\n"), "status", 200),
                "match",
                Map.of(
                    "headers",
                    List.of(Map.of("name", ":method", "string_match", Map.of("exact", "GET"))),
                    "path",
                    "/ready"),
                "name",
                "ready",
                "typed_per_filter_config",
                open("ready"))));
  }

  /** Envoy compares paths without parameters, workloads may not: so none gets through. */
  private static Map<String, Object> rejectParameters(List<String> escapes) {
    List<String> rejected = new ArrayList<>(List.of(PARAMETERS));
    rejected.addAll(escapes);
    String regex = "[^?]*(" + String.join("|", rejected) + ").*";
    return Map.of(
        "direct_response",
        Map.of("body", Map.of("inline_string", "{\"error\":\"bad_path\"}\n"), "status", 400),
        "match",
        Map.of(
            "headers",
            List.of(
                Map.of(
                    "name", ":path", "string_match", Map.of("safe_regex", Map.of("regex", regex)))),
            "prefix",
            "/"),
        "name",
        "reject-parameters",
        "typed_per_filter_config",
        open("reject-parameters"));
  }

  private static Map<String, Object> open(String id) {
    return Map.of(Types.ROUTE_FILTER, Rbac.allowOnRoute(id, Rbac.any()));
  }
}
