package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.testing.envoy.EchoUpstream;
import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.envoy.HttpConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What known ways around a gateway are tried on: paths that want a token, a public one, two issuers
 * whose tokens become identity headers, behind a running Envoy. A request that reaches the workload
 * without being meant to makes {@link #assertUntouched} fail.
 */
final class AttackedWorkload implements AutoCloseable {
  private static final String ROUTE =
      """
      issuerRefs: [{name: login}, {name: partner}]
      jwt: {claimHeaders: [{claim: iss, header: X-Auth-Issuer}, {claim: sub, header: X-Auth-Subject}, {claim: tenant, header: X-Auth-Tenant}]}
      rules:
      - {name: read, matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}], require: {scopes: {allOf: ["orders:read"]}}}
      - {name: write, matches: [{path: {type: PathPrefix, value: /orders}, methods: [POST]}], require: {scopes: {allOf: ["orders:write"]}}}
      - {name: send, matches: [{path: {type: Exact, value: /send}, methods: [POST]}]}
      - {name: public, action: AllowAnonymous, matches: [{path: {type: PathPrefix, value: /public}, methods: [GET, POST]}]}
      """;
  private static final String ONE_HOST =
      """
      issuerRefs: [{name: login}]
      hosts: [api.example.com]
      rules:
      - {name: shared, matches: [{path: {type: PathPrefix, value: /shared}, methods: [GET]}]}
      """;
  private static final String OTHER_HOST =
      """
      issuerRefs: [{name: login}]
      hosts: [www.example.com]
      rules:
      - {name: open, action: AllowAnonymous, matches: [{path: {type: PathPrefix, value: /shared}, methods: [GET]}]}
      """;

  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final TestIssuer partner = new TestIssuer("partner", "orders-api", "partner-api");
  private final SidecarRig rig;

  AttackedWorkload(Path directory) {
    this(new SidecarRig(directory));
  }

  AttackedWorkload(SidecarRig rig) {
    this.rig = rig;
    Compiled compiled =
        PolicyCompiler.compile(
            "orders",
            List.of(
                TestRoutes.route("orders", rig.upstreamPort(), ROUTE),
                TestRoutes.route("one-host", rig.upstreamPort(), ONE_HOST),
                TestRoutes.route("other-host", rig.upstreamPort(), OTHER_HOST)),
            Map.of("login", login.resolved(1), "partner", partner.resolved(1)));
    rig.settle(compiled);
  }

  TestIssuer login() {
    return login;
  }

  TestIssuer partner() {
    return partner;
  }

  /** A token that may read. */
  String reader() {
    return bearer(login.token("orders:read"));
  }

  static String bearer(String token) {
    return "authorization: Bearer " + token;
  }

  /** Sends a request that must not reach the workload. */
  HttpAnswer refused(String method, String target, String... headers) {
    return rig.refused(method, target, headers);
  }

  /** Sends a request that may reach the workload. */
  HttpAnswer granted(String method, String target, String... headers) {
    return rig.granted(method, target, headers);
  }

  /**
   * Sends bytes that must not reach the workload; the answer is an error or a closed connection.
   */
  void assertRawRefused(String bytes) {
    try (HttpConnection connection = rig.connect()) {
      Optional<HttpAnswer> answer = connection.sendRaw(bytes);
      answer.ifPresent(given -> assertTrue(given.status() >= 400, given::toString));
    }
    assertUntouched();
  }

  /** Sends bytes of which the first request may reach the workload; all answers to them. */
  List<HttpAnswer> raw(String bytes) {
    List<HttpAnswer> answers = new ArrayList<>();
    try (HttpConnection connection = rig.connect()) {
      Optional<HttpAnswer> answer = connection.sendRaw(bytes);
      while (answer.isPresent()) {
        answers.add(answer.get());
        answer = connection.next();
      }
    }
    return answers;
  }

  /** A request is answered with this status, without and with a grant for the workload. */
  void assertRefused(int status, String method, String target, String... headers) {
    HttpAnswer answer = refused(method, target, headers);
    assertEquals(status, answer.status(), answer::toString);
    assertUntouched();
  }

  /** A token is refused as invalid. */
  void assertInvalid(String authorization) {
    HttpAnswer answer = refused("GET", "/orders", "authorization: " + authorization);
    assertEquals(401, answer.status(), answer::toString);
    assertUntouched();
  }

  /** Nothing reached the workload but what was granted. */
  void assertUntouched() {
    assertEquals(List.of(), rig.intruders());
  }

  /** A header line of the request as the workload got it, without regard to case. */
  static List<String> seen(HttpAnswer answer, String header) {
    assertEquals(200, answer.status(), answer::toString);
    return answer
        .body()
        .lines()
        .filter(line -> line.regionMatches(true, 0, header + ":", 0, header.length() + 1))
        .toList();
  }

  static String grant() {
    return EchoUpstream.GRANT;
  }

  @Override
  public void close() {
    rig.close();
  }
}
