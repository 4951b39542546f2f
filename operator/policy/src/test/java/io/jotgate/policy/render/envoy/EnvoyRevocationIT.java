package io.jotgate.policy.render.envoy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.model.Revocations;
import io.jotgate.testing.envoy.EchoUpstream;
import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.envoy.HttpConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running Envoy refuses once tokens are taken back, and nothing else. */
@Tag("envoy")
class EnvoyRevocationIT {
  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final TestIssuer next = new TestIssuer("login", "orders-api");
  private final Instant now = Instant.now();

  @TempDir Path directory;
  private SidecarRig rig;

  @BeforeEach
  void prepare() {
    rig = new SidecarRig(directory);
  }

  @AfterEach
  void nothingReachedTheWorkloadWithoutAGrant() {
    List<String> intruders = rig.intruders();
    rig.close();
    assertEquals(List.of(), intruders);
  }

  private void revoke(Revocations revoked) {
    Compiled compiled =
        PolicyCompiler.compile(
            "orders",
            List.of(TestRoutes.quickstart(rig.upstreamPort())),
            Map.of(
                "login",
                login
                    .resolved(1, List.of(login.publicJwk(), next.publicJwk()))
                    .withRevocations(revoked)));
    rig.settle(compiled);
  }

  private static Revocations tokens(List<String> ids, Instant before) {
    TreeMap<String, Instant> tokens = new TreeMap<>();
    ids.forEach(id -> tokens.put(id, before));
    return new Revocations(tokens, new TreeMap<>(), List.of(), Optional.empty());
  }

  private static Revocations clients(Map<String, Instant> clients) {
    return new Revocations(new TreeMap<>(), new TreeMap<>(clients), List.of(), Optional.empty());
  }

  private String token(String claim, Object value) {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put(claim, value);
    return login.sign("at+jwt", claims);
  }

  private static List<String> lines(String token, boolean granted) {
    return granted
        ? List.of("host: orders", "authorization: Bearer " + token, EchoUpstream.GRANT)
        : List.of("host: orders", "authorization: Bearer " + token);
  }

  private int get(String token, boolean granted) {
    try (HttpConnection connection = rig.connect()) {
      return connection.send("GET", "/orders", lines(token, granted)).status();
    }
  }

  private void assertPasses(String token) {
    assertEquals(200, get(token, true));
  }

  private void assertRefused(String token) {
    assertEquals(401, get(token, false));
  }

  private static int get(Http2Connection connection, String token, boolean granted) {
    TreeMap<String, String> headers = new TreeMap<>(Map.of("authorization", "Bearer " + token));
    if (granted) {
      String[] grant = EchoUpstream.GRANT.split(": ", -1);
      headers.put(grant[0], grant[1]);
    }
    return connection.get("/orders", headers);
  }

  @Test
  void aRevokedTokenIsRefusedOnNewAndOnOpenConnectionsAndPassesAgainWhenItIsNamedNoMore() {
    String revoked = token("jti", "t1");
    String other = token("jti", "t2");
    revoke(Revocations.none());
    try (HttpConnection http1 = rig.connect();
        Http2Connection http2 = new Http2Connection(rig.dataPort())) {
      assertEquals(200, http1.send("GET", "/orders", lines(revoked, true)).status());
      assertEquals(200, get(http2, revoked, true));

      revoke(tokens(List.of("t1"), now));
      assertRefused(revoked);
      assertEquals(401, http1.send("GET", "/orders", lines(revoked, false)).status());
      assertEquals(401, get(http2, revoked, false));
      assertPasses(other);
      assertEquals(200, http1.send("GET", "/orders", lines(other, true)).status());
      assertEquals(200, get(http2, other, true));

      revoke(Revocations.none());
      assertPasses(revoked);
      assertEquals(200, http1.send("GET", "/orders", lines(revoked, true)).status());
      assertEquals(200, get(http2, revoked, true));
    }
  }

  @Test
  void theAnswerSaysThatTheTokenIsInvalidAndTheLogThatItWasRevoked() {
    revoke(tokens(List.of("t1"), now));
    HttpAnswer answer =
        rig.refused("GET", "/orders", "authorization: Bearer " + token("jti", "t1"));
    assertEquals(401, answer.status());
    assertEquals(
        List.of("Bearer realm=\"orders\", error=\"invalid_token\""),
        answer.header("www-authenticate"));
    assertTrue(answer.body().contains("invalid_token"), answer.body());
    String id = answer.header("x-request-id").getFirst();
    await()
        .atMost(Duration.ofSeconds(30)) // Envoy writes its log every 10 seconds.
        .untilAsserted(
            () -> {
              Map<?, ?> line = AccessLog.byRequestId(rig.output()).getOrDefault(id, Map.of());
              assertEquals("revoked", line.get("reason"));
              assertEquals("t1", line.get("jti"));
            });
  }

  @Test
  void aPublicPathStaysOpenForTheBearerOfARevokedToken() {
    revoke(tokens(List.of("t1"), now));
    assertEquals(
        200,
        rig.granted("GET", "/healthz", "authorization: Bearer " + token("jti", "t1")).status());
  }

  @Test
  void tokensOfAConsumerAreRefusedAsFarAsTheyAreOlder() {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("client_id", "batch");
    claims.put("iat", now.getEpochSecond() - 10);
    String old = login.sign("at+jwt", claims);
    claims.put("iat", now.getEpochSecond());
    String young = login.sign("at+jwt", claims);
    claims.remove("iat");
    String undated = login.sign("at+jwt", claims);
    claims.put("client_id", "other");
    String others = login.sign("at+jwt", claims);

    revoke(clients(Map.of("batch", Instant.ofEpochSecond(now.getEpochSecond()))));
    assertRefused(old);
    assertRefused(undated);
    assertPasses(young);
    assertPasses(others);
  }

  @Test
  void everythingOlderIsRefused() {
    String old = token("iat", now.getEpochSecond() - 10);
    String young = token("iat", now.getEpochSecond());
    revoke(
        new Revocations(
            new TreeMap<>(),
            new TreeMap<>(),
            List.of(),
            Optional.of(Instant.ofEpochSecond(now.getEpochSecond()))));
    assertRefused(old);
    assertPasses(young);
  }

  @Test
  void whoHoldsARevokedKeyCannotHideWhichOneItIs() {
    revoke(
        new Revocations(new TreeMap<>(), new TreeMap<>(), List.of(login.kid()), Optional.empty()));
    Map<String, Object> claims = login.claims("orders:read");
    assertRefused(login.sign("at+jwt", claims));
    TreeMap<String, Object> header = new TreeMap<>(login.header("at+jwt"));
    for (Object kid : List.of("", next.kid(), login.kid() + " ")) {
      header.put("kid", kid);
      assertRefused(login.sign(header, claims));
    }
    header.remove("kid");
    assertRefused(login.sign(header, claims));
    assertPasses(next.token("orders:read"));
  }

  @Test
  void tenThousandRevokedTokensAreRefusedThoughTheirListDoesNotFit() {
    TreeMap<String, Instant> tokens = new TreeMap<>();
    for (int i = 0; i < 10_000; i++) {
      tokens.put("00000000-0000-7000-8000-%012d".formatted(i), now.minusSeconds(10_000L - i));
    }
    Map<String, Object> claims = login.claims("orders:read");
    claims.put("jti", tokens.firstKey());
    claims.put("iat", now.getEpochSecond() - 10_010);
    String oldest = login.sign("at+jwt", claims);
    claims.put("jti", tokens.lastKey());
    claims.put("iat", now.getEpochSecond() - 10);
    String youngest = login.sign("at+jwt", claims);

    revoke(new Revocations(tokens, new TreeMap<>(), List.of(), Optional.empty()));
    assertRefused(oldest);
    assertRefused(youngest);
    assertPasses(login.token("orders:read"));
    assertEquals(0, rig.state().rejected());
  }
}
