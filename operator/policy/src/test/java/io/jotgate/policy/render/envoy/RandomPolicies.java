package io.jotgate.policy.render.envoy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Routes of one workload as users could write them, with every field that decides. */
final class RandomPolicies {
  /** Between the specs of the routes of one policy. */
  static final String SEPARATOR = "---\n";

  private static final List<String> PATHS =
      List.of("/", "/a", "/a/b", "/a/b/c", "/b", "/a/@x", "/~c", "/a$b");
  private static final List<List<String>> METHODS =
      List.of(List.of("GET"), List.of("GET", "POST"), List.of("POST"), List.of("OPTIONS", "PUT"));
  private static final List<String> JWT =
      List.of(
          "",
          "jwt: {claimHeaders: [{claim: iss, header: X-Auth-Iss}, {claim: sub, header: X-Auth-Sub}]}\n",
          "jwt: {clockSkew: 5s, maxTokenAge: 4m}\n",
          "jwt: {maxTokenAge: 1h, forwardToken: true}\n",
          "jwt: {audiences: [orders-api, other-api]}\n");
  private static final List<String> SCOPES =
      List.of(
          "scopes: {allOf: [s1]}",
          "scopes: {allOf: [s1, s2]}",
          "scopes: {anyOf: [s2, s3]}",
          "scopes: {allOf: [s1], anyOf: [s2, s3]}");
  private static final List<String> CLAIMS =
      List.of(
          "claims: [{name: role, anyOf: [admin, auditor]}]",
          "claims: [{name: role, allOf: [auditor, x]}]",
          "claims: [{name: role, anyOf: [admin]}, {name: tier, allOf: [gold], anyOf: [gold, x]}]");
  private static final List<String> CALLERS =
      List.of(
          "groups: [g1, g2]",
          "consumers: [{name: batch}]",
          "consumers: [{name: batch}, {name: nightly, namespace: billing}]",
          "groups: [g1], consumers: [{name: nightly, namespace: billing}]");
  private static final List<String> AUDIENCES =
      List.of("audiences: [other-api]", "audiences: [orders-api, partner-api]");

  private final Random random;
  private final List<Aim> aims = new ArrayList<>();

  /** A path and a method that a rule of the policy names. */
  record Aim(String path, String method) {}

  RandomPolicies(Random random) {
    this.random = random;
  }

  /** The specs of three routes. */
  String next() {
    aims.clear();
    return IntStream.rangeClosed(1, 3)
        .mapToObj(route -> route())
        .collect(Collectors.joining(SEPARATOR));
  }

  /**
   * What the rules of the latest policy name: requests that aim at it get farther than the refusal
   * of a path that no rule names.
   */
  List<Aim> aims() {
    return List.copyOf(aims);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String route() {
    String issuers =
        pick(List.of("{name: login}", "{name: partner}", "{name: login}, {name: partner}"));
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      String path = pick(PATHS);
      List<String> methods = pick(METHODS);
      methods.forEach(method -> aims.add(new Aim(path, method)));
      rules.append(
          "- {name: r%d, matches: [{path: {type: %s, value: '%s'}, methods: [%s]}]%s}\n"
              .formatted(
                  i,
                  pick(List.of("Exact", "PathPrefix", "PathPrefix")),
                  path,
                  String.join(", ", methods),
                  decision()));
    }
    return "issuerRefs: ["
        + issuers
        + "]\n"
        + pick(List.of("", "hosts: [api.example.com]\n"))
        + pick(JWT)
        + "rules:\n"
        + rules;
  }

  private String decision() {
    String stream =
        pick(List.of("", "", "", ", stream: {}", ", stream: {maxDuration: 20s, webSocket: true}"));
    return switch (random.nextInt(8)) {
      case 0 -> ", action: AllowAnonymous" + stream;
      case 1 -> ", action: Deny";
      case 2 -> ", mode: Audit" + requirement() + stream;
      default -> requirement() + stream;
    };
  }

  private String requirement() {
    List<String> parts = new ArrayList<>();
    for (List<String> choices : List.of(SCOPES, CLAIMS, CALLERS, AUDIENCES)) {
      if (random.nextInt(3) == 0) {
        parts.add(pick(choices));
      }
    }
    return parts.isEmpty() ? "" : ", require: {" + String.join(", ", parts) + "}";
  }
}
