package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.evaluate.PolicyEvaluator;
import io.jotgate.policy.evaluate.Request;
import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known ways around a protected path by another spelling of it, without a token. The workload must
 * get only what a public rule grants, under the path that was decided about.
 */
@Tag("envoy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathIdentityIT {
  private static final String RULES =
      """
      rules:
      - {name: orders, matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}]}
      - {name: me, matches: [{path: {type: PathPrefix, value: /public/@me}, methods: [GET]}]}
      - {name: public, action: AllowAnonymous, matches: [{path: {type: PathPrefix, value: /public}, methods: [GET]}]}
      """;

  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final SidecarRig rig;
  private final PolicyEvaluator evaluator;

  PathIdentityIT(@TempDir Path directory) {
    rig = new SidecarRig(directory);
    evaluator = new PolicyEvaluator(compiled().policy(), compiled().trust());
  }

  private Compiled compiled() {
    return PolicyCompiler.compile(
        "orders",
        List.of(TestRoutes.route("orders", rig.upstreamPort(), RULES)),
        Map.of("login", login.resolved(1)));
  }

  @BeforeAll
  void load() {
    rig.settle(compiled());
  }

  @AfterEach
  void nothingReachedTheWorkloadWithoutAGrant() {
    assertEquals(List.of(), rig.intruders());
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  @ParameterizedTest(name = "{0}: {1} is answered with {2}")
  @CsvSource({
    "empty segments, //orders, 401",
    "empty segments, /x//orders, 403",
    "empty segments, /public//@me, 401",
    "encoded slash, /%2forders, 400",
    "encoded slash, /public%2f..%2forders, 400",
    "encoded slash, /public%2F@me, 400",
    "encoded backslash, /public%5c..%5corders, 400",
    "dot segments, /public/../orders, 401",
    "dot segments, /./orders, 401",
    "dot segments, /public/x/../@me, 401",
    "encoded dot segments, /%2e%2e/orders, 401",
    "encoded dot segments, /public/%2e%2e/orders, 401",
    "encoded dot segments, /public/.%2E/orders, 401",
    "encoded letters, /%6f%72ders, 401",
    "encoded letters, /public/%40me, 400",
    "double encoding, /%252e%252e/orders, 403",
    "double encoding, /%252forders, 403",
    "path parameters, /orders;x=1, 400",
    "path parameters, /;x/orders, 400",
    "path parameters, /orders%3bx, 400",
    "path parameters, /public/;/@me, 400",
    "letter case, /ORDERS, 403",
    "letter case, /Orders, 403",
    "trailing slash, /orders/, 401",
    "trailing slash, /orders/., 401",
    "trailing slash, /orders//, 401",
    "no segment boundary, /ordersX, 403",
    "no segment boundary, /orders.json, 403",
    "no segment boundary, /orders%20, 403",
    "fragment, /orders#x, 400",
    "fragment, /public#/orders, 400",
    "query, /orders?x, 401",
    "query, /orders?/public, 401",
    "query, /orders%3fx, 403",
    "NUL, /orders%00, 400",
    "NUL, /orders%00.png, 400",
    "overlong UTF-8, /%c0%aforders, 403",
    "overlong UTF-8, /public%c0%af..%c0%aforders, 403",
    "backslash, /public\\..\\orders, 401",
    "backslash, /\\orders, 401",
  })
  void refuses(String bypass, String target, int status) {
    HttpAnswer answer = rig.refused("GET", target);
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(status, evaluate(target), "the evaluator disagrees");
  }

  /** Envoy 1.40 takes {@code ..;} for a dot segment, 1.36 for a parameter. */
  @Test
  void refusesADotSegmentWithAParameterEitherWay() {
    int status = rig.refused("GET", "/public/..;/orders").status();
    assertTrue(status == 400 || status == 401, () -> "answer " + status);
    assertEquals(400, evaluate("/public/..;/orders"));
  }

  @Test
  void refusesATargetThatStartsWithABackslash() {
    assertEquals(400, rig.refused("GET", "\\orders").status());
  }

  @Test
  void refusesRawControlCharactersAndInvalidUtf8() {
    assertEquals(400, rig.refused("GET", "/orders\u0001").status());
    assertTrue(rig.refused("GET", "/orders\u00ff").status() >= 400);
    assertTrue(rig.refused("GET", "/\u00c0\u00aforders").status() >= 400);
  }

  @ParameterizedTest(name = "{0} is decided about and forwarded as {1}")
  @CsvSource({
    "/public, /public",
    "/public?/orders, /public?/orders",
    "/orders/../public, /public",
    "/orders%23/../public, /public",
    "/public/%7ex, /public/~x",
    "/public/%252e%252e/orders, /public/%252e%252e/orders",
    "//public//a, /public/a",
    "/public\\a, /public/a",
  })
  void forwardsExactlyWhatItDecidedAbout(String target, String forwarded) {
    HttpAnswer answer = rig.granted("GET", target);
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.body().startsWith("GET " + forwarded + " HTTP/1.1\n"), answer.body());
    assertEquals(200, evaluate(target), "the evaluator disagrees");
  }

  private int evaluate(String target) {
    return evaluator
        .evaluate(new Request("GET", "orders", target, List.of()), Instant.now())
        .status();
  }
}
