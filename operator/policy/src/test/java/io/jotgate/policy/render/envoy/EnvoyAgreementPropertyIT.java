package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.evaluate.PolicyEvaluator;
import io.jotgate.policy.evaluate.Request;
import io.jotgate.policy.evaluate.Verdict;
import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluator and Envoy give the same answer to random requests under random policies. */
@Tag("envoy")
class EnvoyAgreementPropertyIT {
  private static final long SEED = Long.getLong("seed", 20_261_124L);
  private static final int POLICIES = 10;
  private static final int REQUESTS = 60;

  private static final List<String> PATHS =
      List.of("/", "/a", "/a/b", "/a/b/c", "/b", "/a/@x", "/~c", "/a$b");
  private static final List<String> SPELLINGS =
      List.of(
          "/",
          "/a",
          "/a/b",
          "/a/b/c",
          "/b",
          "/b/",
          "/a/@x",
          "/a/%40x",
          "/~c",
          "/%7Ec",
          "/a$b",
          "/a%24b",
          "//a",
          "/a/../b",
          "/b/%2e%2e/a",
          "/a;b",
          "/%61",
          "/A",
          "/ab",
          "/a%2fb",
          "/a?b",
          "/a/./b",
          "/a\\b",
          "/a/b/c/d?x=/b",
          "/a%",
          "/a%zz",
          "/a//../b",
          "/..",
          "/a/.");
  private static final List<String> REQUIREMENTS =
      List.of(
          ", action: AllowAnonymous",
          "",
          ", require: {scopes: {allOf: [s1]}}",
          ", require: {scopes: {allOf: [s1, s2]}}",
          ", require: {claims: [{name: role, anyOf: [admin, auditor]}]}",
          ", require: {audiences: [other-api]}",
          ", require: {scopes: {allOf: [s2]}, claims: [{name: role, anyOf: [admin]}]}");

  private final Random random = new Random(SEED);
  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final TestIssuer partner = new TestIssuer("partner", "orders-api", "partner-api");
  private final TestIssuer stranger = new TestIssuer("login", "orders-api");

  @TempDir Path directory;

  @Test
  void evaluatorAndEnvoyAgree() {
    EnumSet<Verdict> seen = EnumSet.noneOf(Verdict.class);
    try (SidecarRig rig = new SidecarRig(directory)) {
      for (int i = 0; i < POLICIES; i++) {
        String spec = policy();
        Compiled compiled = compile(rig, spec);
        rig.settle(compiled);
        PolicyEvaluator evaluator = new PolicyEvaluator(compiled.policy(), compiled.trust());
        for (int j = 0; j < REQUESTS; j++) {
          seen.add(check(rig, evaluator, spec, request()));
        }
      }
    }
    assertEquals(EnumSet.allOf(Verdict.class), seen, "requests that test too little");
  }

  private static Verdict check(
      SidecarRig rig, PolicyEvaluator evaluator, String spec, Request request) {
    Verdict expected = evaluator.evaluate(request, Instant.now());
    List<String> headers = new ArrayList<>();
    headers.add("host: " + request.host());
    request.authorization().forEach(value -> headers.add("authorization: " + value));
    HttpAnswer answer =
        expected == Verdict.PASS
            ? rig.granted(request.method(), request.target(), headers.toArray(String[]::new))
            : rig.refused(request.method(), request.target(), headers.toArray(String[]::new));
    String context = "seed " + SEED + "\n" + spec + "\n" + request;
    assertEquals(List.of(), rig.intruders(), context);
    assertEquals(expected, verdict(answer), context + "\n" + answer);
    return expected;
  }

  private static Verdict verdict(HttpAnswer answer) {
    String challenge = String.join(" ", answer.header("www-authenticate"));
    return switch (answer.status()) {
      case 200 -> Verdict.PASS;
      case 400 -> Verdict.BAD_REQUEST;
      case 401 ->
          challenge.contains("invalid_token") ? Verdict.INVALID_TOKEN : Verdict.MISSING_TOKEN;
      case 403 ->
          challenge.contains("insufficient_scope") ? Verdict.INSUFFICIENT_SCOPE : Verdict.FORBIDDEN;
      default -> throw new AssertionError(answer.toString());
    };
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String policy() {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(route -> routeSpec())
        .collect(Collectors.joining("---\n"));
  }

  private String routeSpec() {
    String issuers =
        pick(List.of("{name: login}", "{name: partner}", "{name: login}, {name: partner}"));
    String hosts = pick(List.of("", "hosts: [api.example.com]\n"));
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      rules.append(
          "- {name: r%d, matches: [{path: {type: %s, value: '%s'}, methods: [%s]}]%s}\n"
              .formatted(
                  i,
                  pick(List.of("Exact", "PathPrefix", "PathPrefix")),
                  pick(PATHS),
                  pick(List.of("GET", "GET, POST", "POST", "OPTIONS, PUT")),
                  pick(REQUIREMENTS)));
    }
    return "issuerRefs: [" + issuers + "]\n" + hosts + "rules:\n" + rules;
  }

  private Compiled compile(SidecarRig rig, String spec) {
    String[] specs = spec.split("---\n", -1);
    return PolicyCompiler.compile(
        "orders",
        IntStream.range(0, specs.length)
            .mapToObj(i -> TestRoutes.route("route" + i, rig.upstreamPort(), specs[i]))
            .toList(),
        Map.of("login", login.resolved(1), "partner", partner.resolved(1)));
  }

  private Request request() {
    String method = pick(List.of("GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE"));
    String host =
        pick(List.of("orders", "api.example.com", "API.EXAMPLE.COM:8080", "api.example.com."));
    return new Request(method, host, pick(SPELLINGS), authorization());
  }

  private List<String> authorization() {
    return switch (random.nextInt(8)) {
      case 0 -> List.of();
      case 1 -> List.of("Basic YTpi");
      case 2 -> List.of("Bearer " + "not.a.token");
      default -> List.of("Bearer " + token());
    };
  }

  private String token() {
    TestIssuer issuer = pick(List.of(login, login, partner, partner, stranger));
    Map<String, Object> claims =
        issuer.claims(pick(List.of("", "s1", "s1 s2", "s2", "s1s2", "S1")));
    switch (random.nextInt(12)) {
      case 0 -> claims.put("aud", pick(List.of("other-api", "partner-api", "orders-api/")));
      case 1 -> claims.put("aud", List.of("x", "orders-api"));
      case 2 -> claims.put("exp", Instant.now().getEpochSecond() + pick(List.of(-100, 2000)));
      case 3 -> claims.put("nbf", Instant.now().getEpochSecond() + 100);
      case 4 -> claims.remove("jti");
      case 5 -> claims.put("iss", "https://other.shop.svc");
      case 6 -> claims.put("scope", List.of("s1", "s2"));
      case 7 -> claims.put("scp", "s1 s2");
      default -> {
        // Good as it is.
      }
    }
    if (random.nextBoolean()) {
      claims.put("role", pick(List.<Object>of("admin", "reader", List.of("x", "auditor"), 7)));
    }
    return issuer.sign(random.nextInt(10) == 0 ? "JWT" : "at+jwt", claims);
  }
}
