package io.jotgate.policy.render.envoy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that only audits, beside the same one enforced: what passes, as whom, what is logged. */
@Tag("envoy")
class EnvoyAuditIT {
  private static final String RULES =
      """
      jwt: {claimHeaders: [{claim: sub, header: X-Auth-Subject}]}
      rules:
      - {name: old, matches: [{path: {type: Exact, value: /old}, methods: [GET]}], require: {scopes: {allOf: [s1]}}}
      - {name: new, mode: Audit, matches: [{path: {type: Exact, value: /new}, methods: [GET]}], require: {scopes: {allOf: [s1]}}}
      """;

  private final TestIssuer login = new TestIssuer("login", "orders-api");

  /** Tokens by the reason that the log should give; an empty one for none. */
  private Map<String, List<String>> requests() {
    Map<String, List<String>> requests = new LinkedHashMap<>();
    requests.put("", bearer(login.token("s1")));
    requests.put("missing", List.of());
    requests.put("scope", bearer(login.token("s2")));
    requests.put("expired", bearer(changed("exp", 1000L)));
    requests.put("issuer", bearer(changed("iss", "https://other.shop.svc")));
    requests.put("audience", bearer(changed("aud", "other-api")));
    requests.put("signature", bearer(new TestIssuer("login", "orders-api").token("s1")));
    requests.put("type", bearer(login.sign("JWT", login.claims("s1"))));
    return requests;
  }

  private String changed(String claim, Object value) {
    Map<String, Object> claims = login.claims("s1");
    claims.put(claim, value);
    return login.sign("at+jwt", claims);
  }

  private static List<String> bearer(String token) {
    return List.of("authorization: Bearer " + token);
  }

  @Test
  void everythingPassesAnAuditedRuleWithoutIdentityAndTheLogTellsWhatWouldNot(
      @TempDir Path directory) {
    try (SidecarRig rig = new SidecarRig(directory)) {
      Compiled compiled =
          PolicyCompiler.compile(
              "orders",
              List.of(TestRoutes.route("orders", rig.upstreamPort(), RULES)),
              Map.of("login", login.resolved(1)));
      rig.settle(compiled);
      TreeMap<String, String> expected = new TreeMap<>();
      requests()
          .forEach(
              (reason, headers) -> {
                String[] lines = headers.toArray(String[]::new);
                HttpAnswer audited = rig.granted("GET", "/new", lines);
                assertEquals(200, audited.status(), reason);
                assertFalse(audited.body().contains("x-auth-"), audited::body);
                assertFalse(audited.body().contains("authorization"), audited::body);
                HttpAnswer enforced =
                    reason.isEmpty()
                        ? rig.granted("GET", "/old", lines)
                        : rig.refused("GET", "/old", lines);
                assertEquals(status(reason), enforced.status(), reason);
                expected.put(id(audited), "orders/new audit " + reason);
                expected.put(id(enforced), "orders/old null " + reason);
              });
      assertEquals(List.of(), rig.intruders());
      await()
          .atMost(Duration.ofSeconds(30)) // Envoy writes its log every 10 seconds.
          .untilAsserted(() -> assertEquals(expected, logged(rig)));
    }
  }

  private static int status(String reason) {
    return reason.isEmpty() ? 200 : reason.equals("scope") ? 403 : 401;
  }

  private static String id(HttpAnswer answer) {
    return answer.header("x-request-id").getFirst();
  }

  private static Map<String, String> logged(SidecarRig rig) {
    return AccessLog.byRequestId(rig.output()).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                line ->
                    "%s %s %s"
                        .formatted(
                            line.getValue().get("rule"),
                            line.getValue().get("mode"),
                            line.getValue().get("reason")),
                (a, b) -> b,
                TreeMap::new));
  }
}
