package io.jotgate.policy.render.envoy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.evaluate.PolicyEvaluator;
import io.jotgate.policy.evaluate.Verdict;
import io.jotgate.policy.render.Documents;
import io.jotgate.testing.envoy.EchoUpstream;
import io.jotgate.testing.envoy.EnvoyProcess;
import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.proof.ProofForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evaluator and Envoy give the same answer to random requests under random policies, the access log
 * tells why, and every policy passes Envoy's own validation. In full (property {@code
 * jotgate.prove}): 100,000 requests under 1,000 policies.
 */
@Tag("envoy")
class EnvoyAgreementPropertyIT {
  private static final long SEED = Long.getLong("seed", 20_261_124L);
  private static final int POLICIES = ProofForm.choose(1000, 15);
  private static final int REQUESTS = 100;
  private static final int TWINS = ProofForm.choose(1000, 5);

  private static final Map<Verdict, List<String>> REASONS =
      Map.of(
          Verdict.PASS, List.of(""),
          Verdict.BAD_REQUEST, List.of(""),
          Verdict.MISSING_TOKEN, List.of("missing"),
          Verdict.INVALID_TOKEN,
              List.of("expired", "signature", "issuer", "audience", "type", "revoked"),
          Verdict.REVOKED_TOKEN, List.of("revoked"),
          Verdict.INSUFFICIENT_SCOPE, List.of("scope"),
          Verdict.FORBIDDEN, List.of("rule"));

  private final Random random = new Random(SEED);
  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final TestIssuer partner = new TestIssuer("partner", "orders-api", "partner-api");
  private final TestIssuer next = new TestIssuer("login", "orders-api");
  private final TestIssuer stranger = new TestIssuer("login", "orders-api");
  private final RandomPolicies policies = new RandomPolicies(random);
  private final RandomRequests requests =
      new RandomRequests(random, List.of(login, login, next, partner, partner, stranger));
  private final RandomRevocations revocations = new RandomRevocations(random);
  private final KnownDifferences differences = new KnownDifferences();

  /** By request id: what the rule would say if it were enforced. */
  private final Map<String, Verdict> wouldBe = new TreeMap<>();

  private final EnumMap<Verdict, Integer> seen = new EnumMap<>(Verdict.class);

  @TempDir Path directory;

  @Test
  void evaluatorAndEnvoyAgree() throws IOException {
    try (SidecarRig rig = new SidecarRig(directory)) {
      for (int i = 0; i < POLICIES; i++) {
        String spec = policies.next();
        Compiled compiled = compile(rig, spec, Instant.now());
        if (i < TWINS) {
          validate(rig, compiled, spec);
        }
        rig.settle(compiled);
        PolicyEvaluator evaluator = new PolicyEvaluator(compiled.policy(), compiled.trust());
        try (KeptConnection connection = new KeptConnection(rig)) {
          for (int j = 0; j < REQUESTS; j++) {
            check(connection, evaluator, requests.next(policies.aims()), spec);
          }
        }
        assertEquals(List.of(), rig.intruders(), () -> context(spec));
      }
      checkTheLog(rig);
    }
    assertEquals(EnumSet.allOf(Verdict.class), seen.keySet(), "requests that test too little");
    if (ProofForm.isFull()) {
      assertEquals(differences.forms(), differences.seen().keySet(), "a difference is gone");
    }
    leaveFigures();
  }

  private static String context(String spec) {
    return "seed " + SEED + "\n" + spec;
  }

  private void validate(SidecarRig rig, Compiled compiled, String spec) throws IOException {
    Documents policy = rig.renderer().policyDocuments(compiled.policy());
    Documents trust = rig.renderer().trustDocuments(compiled.trust());
    Path twin = Files.writeString(directory.resolve("twin.json"), StaticTwin.of(policy, trust));
    assertEquals("", EnvoyProcess.validate(twin), () -> context(spec));
    assertEquals(List.of(), DocumentChecks.violations(policy, trust), () -> context(spec));
  }

  private void check(
      KeptConnection connection,
      PolicyEvaluator evaluator,
      RandomRequests.Sample sample,
      String spec) {
    Instant now = Instant.now();
    Verdict expected = evaluator.evaluate(sample.request(), now);
    Verdict enforced = evaluator.evaluateEnforced(sample.request(), now);
    boolean mayPass = expected == Verdict.PASS || differences.mayPass(sample.form(), expected);
    HttpAnswer answer = connection.send(headers(sample, mayPass), sample.request());
    Verdict given = verdict(answer, expected);
    String context = context(spec) + "\n" + sample + "\n" + answer;
    if (given != expected) {
      assertTrue(differences.explains(sample.form(), expected, given), context);
      differences.count(sample.form());
    }
    assertFalse(answer.body().contains("root"), context);
    if (sample.form().isEmpty()) {
      assertFalse(
          enforced != Verdict.PASS && answer.body().contains("x-auth-"), "an identity: " + context);
      answer.header("x-request-id").forEach(id -> wouldBe.put(id, enforced));
    }
    seen.merge(expected, 1, Integer::sum);
  }

  private static List<String> headers(RandomRequests.Sample sample, boolean granted) {
    List<String> headers = new ArrayList<>();
    headers.add("host: " + sample.request().host());
    headers.add("X-Auth-Sub: root");
    sample.request().authorization().forEach(value -> headers.add("authorization: " + value));
    if (granted) {
      headers.add(EchoUpstream.GRANT);
    }
    return headers;
  }

  /** A revoked token is answered like any invalid one; the log tells them apart. */
  private static Verdict verdict(HttpAnswer answer, Verdict expected) {
    String challenge = String.join(" ", answer.header("www-authenticate"));
    return switch (answer.status()) {
      case 200 -> Verdict.PASS;
      case 400 -> Verdict.BAD_REQUEST;
      case 401 ->
          !challenge.contains("invalid_token")
              ? Verdict.MISSING_TOKEN
              : expected == Verdict.REVOKED_TOKEN ? Verdict.REVOKED_TOKEN : Verdict.INVALID_TOKEN;
      case 403 ->
          challenge.contains("insufficient_scope") ? Verdict.INSUFFICIENT_SCOPE : Verdict.FORBIDDEN;
      default -> throw new AssertionError(answer.toString());
    };
  }

  /** Envoy writes its log every 10 seconds. */
  private void checkTheLog(SidecarRig rig) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> AccessLog.byRequestId(rig.output()).keySet().containsAll(wouldBe.keySet()));
    Map<String, Map<?, ?>> log = AccessLog.byRequestId(rig.output());
    wouldBe.forEach(
        (id, verdict) -> {
          Map<?, ?> line = log.getOrDefault(id, Map.of());
          assertTrue(
              REASONS.getOrDefault(verdict, List.of()).contains(Json.text(line.get("reason"))),
              () -> "seed " + SEED + ": " + verdict + " is logged as " + line);
        });
  }

  private Compiled compile(SidecarRig rig, String spec, Instant now) {
    String[] specs = spec.split(RandomPolicies.SEPARATOR, -1);
    return PolicyCompiler.compile(
        "orders",
        IntStream.range(0, specs.length)
            .mapToObj(i -> TestRoutes.route("route" + i, rig.upstreamPort(), specs[i]))
            .toList(),
        Map.of(
            "login",
            login
                .resolved(1, List.of(login.publicJwk(), next.publicJwk()))
                .withRevocations(revocations.next(next.kid(), now)),
            "partner",
            partner.resolved(1).withRevocations(revocations.next(partner.kid(), now))));
  }

  private void leaveFigures() {
    ProofForm.report(
        List.of(
            "seed %d: %d policies, %d pairs of policy and request, %d static twins valid"
                .formatted(SEED, POLICIES, POLICIES * REQUESTS, TWINS),
            "by verdict: " + seen,
            "reasons compared with the access log: " + wouldBe.size(),
            "unexplained differences: 0; explained: " + differences.seen()));
  }
}
