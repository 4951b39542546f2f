package io.jotgate.policy.render.envoy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Principals and rules of Envoy's RBAC filter over what jwt_authn has written. */
final class Rbac {
  private static final String JWT_METADATA = "envoy.filters.http.jwt_authn";

  /** Numbers of JSON are exact below this; jwt_authn alone would let any later expiry pass. */
  private static final long EXACT_NUMBERS = 1L << 53;

  private Rbac() {}

  static Map<String, Object> any() {
    return Map.of("any", true);
  }

  /** A member of the verified payload. */
  static Map<String, Object> claim(String name, Map<String, Object> value) {
    return metadata("p", name, value);
  }

  /** A member of the verified token header. */
  static Map<String, Object> header(String name, Map<String, Object> value) {
    return metadata("h", name, value);
  }

  private static Map<String, Object> metadata(String part, String name, Map<String, Object> value) {
    return Map.of(
        "sourced_metadata",
        Map.of(
            "metadata_matcher",
            Map.of(
                "filter",
                JWT_METADATA,
                "path",
                List.of(Map.of("key", part), Map.of("key", name)),
                "value",
                value)));
  }

  static Map<String, Object> present() {
    return Map.of("present_match", true);
  }

  static Map<String, Object> string(String exact) {
    return Map.of("string_match", Map.of("exact", exact));
  }

  static Map<String, Object> regex(String regex) {
    return Map.of("string_match", Map.of("safe_regex", Map.of("regex", regex)));
  }

  /** A number from this on that JSON holds exactly. */
  static Map<String, Object> numberFrom(long first) {
    long start = Math.min(first, EXACT_NUMBERS - 1);
    return Map.of("double_match", Map.of("range", Map.of("start", start, "end", EXACT_NUMBERS)));
  }

  static Map<String, Object> element(String exact) {
    return Map.of("list_match", Map.of("one_of", string(exact)));
  }

  /** A string that is one of the values. */
  static Map<String, Object> stringOf(List<String> values) {
    return values.size() == 1
        ? string(values.getFirst())
        : Map.of("or_match", Map.of("value_matchers", values.stream().map(Rbac::string).toList()));
  }

  /** A string that is one of the values, or an array that has one of them. */
  static Map<String, Object> stringOrElement(List<String> values) {
    return Map.of(
        "or_match",
        Map.of(
            "value_matchers",
            values.stream().flatMap(value -> Stream.of(string(value), element(value))).toList()));
  }

  /** Envoy takes a list of one, but says it shorter. */
  static Map<String, Object> all(List<Map<String, Object>> principals) {
    return principals.size() == 1
        ? principals.getFirst()
        : Map.of("and_ids", Map.of("ids", principals));
  }

  static Map<String, Object> anyOf(List<Map<String, Object>> principals) {
    return principals.size() == 1
        ? principals.getFirst()
        : Map.of("or_ids", Map.of("ids", principals));
  }

  static Map<String, Object> not(Map<String, Object> principal) {
    return Map.of("not_id", principal);
  }

  static Map<String, Object> policy(Map<String, Object> principal) {
    return Map.of("permissions", List.of(any()), "principals", List.of(principal));
  }

  /** Allows what one of the policies allows and nothing else. */
  static Map<String, Object> allow(Map<String, Object> policies) {
    return Map.of("action", "ALLOW", "policies", policies);
  }

  /** Replaces the rules of the route filter, which refuse everything. */
  static Map<String, Object> allowOnRoute(String id, Map<String, Object> principal) {
    return Map.of(
        "@type",
        Types.RBAC_ROUTE_TYPE,
        "rbac",
        Map.of("rules", allow(Map.of(id, policy(principal))), "rules_stat_prefix", "route_"));
  }

  /** The same with a second set of rules that only records what it would do. */
  static Map<String, Object> auditOnRoute(String id, Map<String, Object> principal) {
    return Map.of(
        "@type",
        Types.RBAC_ROUTE_TYPE,
        "rbac",
        Map.of(
            "rules",
            allow(Map.of(id, policy(any()))),
            "rules_stat_prefix",
            "route_",
            "shadow_rules",
            allow(Map.of(id, policy(principal))),
            "shadow_rules_stat_prefix",
            "audit_"));
  }

  /** Records whether the audience is right; refuses nothing. */
  static Map<String, Object> recordOnRoute(String id, Map<String, Object> principal) {
    return Map.of(
        "@type",
        Types.RBAC_ROUTE_TYPE,
        "rbac",
        Map.of(
            "shadow_rules",
            allow(Map.of(id, policy(principal))),
            "shadow_rules_stat_prefix",
            "aud_"));
  }

  /** A member of the metadata of the route that was chosen. */
  static Map<String, Object> route(String name, String exact) {
    return Map.of(
        "sourced_metadata",
        Map.of(
            "metadata_matcher",
            Map.of(
                "filter",
                Types.ROUTE_METADATA,
                "path",
                List.of(Map.of("key", name)),
                "value",
                string(exact)),
            "metadata_source",
            "ROUTE"));
  }
}
