package io.jotgate.policy.render.envoy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.render.Documents;
import io.jotgate.testing.envoy.EchoUpstream;
import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.envoy.HttpConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running Envoy does while its files change. */
@Tag("envoy")
class EnvoyReloadIT {
  private static final String RULES =
      """
      rules:
      - {name: read, matches: [{path: {type: PathPrefix, value: /orders}, methods: [GET]}]}
      - {name: health, action: AllowAnonymous, matches: [{path: {type: Exact, value: /healthz}, methods: [GET]}]}
      """;
  private static final String BOTH = "issuerRefs: [{name: login}, {name: partner}]\n";

  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final TestIssuer partner = new TestIssuer("partner", "orders-api");

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

  private Compiled compile(String spec, ResolvedIssuer... issuers) {
    return PolicyCompiler.compile(
        "orders",
        List.of(TestRoutes.route("orders", rig.upstreamPort(), spec + RULES)),
        List.of(issuers).stream()
            .collect(Collectors.toMap(ResolvedIssuer::name, Function.identity())));
  }

  private Documents policyOf(Compiled compiled) {
    return rig.renderer().policyDocuments(compiled.policy());
  }

  private Documents trustOf(Compiled compiled) {
    return rig.renderer().trustDocuments(compiled.trust());
  }

  private static String bearer(String token) {
    return "authorization: Bearer " + token;
  }

  private static int get(HttpConnection connection, String token, boolean granted) {
    List<String> headers =
        granted
            ? List.of("host: orders", bearer(token), EchoUpstream.GRANT)
            : List.of("host: orders", bearer(token));
    return connection.send("GET", "/orders", headers).status();
  }

  private int get(String token, boolean granted) {
    try (HttpConnection connection = rig.connect()) {
      return get(connection, token, granted);
    }
  }

  @Test
  void anOpenConnectionFollowsTheKeys() {
    TestIssuer next = new TestIssuer("login", "orders-api");
    rig.settle(compile("", login.resolved(1)));
    try (HttpConnection open = rig.connect()) {
      assertEquals(200, get(open, login.token(""), true));
      assertEquals(401, get(open, next.token(""), false));

      rig.settle(compile("", login.resolved(2, List.of(login.publicJwk(), next.publicJwk()))));
      assertEquals(Optional.of(2L), rig.state().epoch("login"));
      assertEquals(200, get(open, login.token(""), true));
      assertEquals(200, get(open, next.token(""), true));

      String cached = login.token("");
      assertEquals(200, get(open, cached, true));
      rig.settle(compile("", next.resolved(3)));
      assertEquals(401, get(open, cached, false), "the token was verified before and cached");
      assertEquals(200, get(open, next.token(""), true));
    }
  }

  @Test
  void noGoodTokenIsRefusedWhileKeysAreAddedAndRemoved() {
    TestIssuer other = new TestIssuer("login", "orders-api");
    List<String> both = List.of(login.publicJwk(), other.publicJwk());
    rig.settle(compile("", login.resolved(1, both)));
    underLoad(
        login,
        () -> {
          for (int epoch = 2; epoch < 22; epoch++) {
            List<String> keys = epoch % 2 == 0 ? List.of(login.publicJwk()) : both;
            rig.settle(compile("", login.resolved(epoch, keys)));
          }
        });
  }

  @Test
  void noGoodTokenIsRefusedWhileIssuersAndAudiencesComeAndGo() {
    Compiled ofLogin = compile("", login.resolved(1));
    Compiled ofBoth =
        compile(
            BOTH + "jwt: {audiences: [more-api, orders-api]}\n",
            login.resolved(1),
            partner.resolved(1));
    rig.settle(ofLogin);
    underLoad(
        login,
        () -> {
          for (int i = 0; i < 8; i++) {
            rig.settle(i % 2 == 0 ? ofBoth : ofLogin);
          }
        });
  }

  /** Changes something while a client uses one connection; no request may be refused. */
  private void underLoad(TestIssuer issuer, Runnable changes) {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    AtomicReference<String> problem = new AtomicReference<>("");
    String token = issuer.token("");
    Thread client =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (HttpConnection open = rig.connect()) {
                    while (!done.get() && problem.get().isEmpty()) {
                      int status = get(open, token, true);
                      answered.incrementAndGet();
                      if (status != 200) {
                        problem.set("answer " + status + " after " + answered.get() + " good ones");
                      }
                    }
                  } catch (RuntimeException e) {
                    problem.set("connection lost: " + e);
                  }
                });
    await().until(() -> answered.get() > 10 || !problem.get().isEmpty());
    changes.run();
    done.set(true);
    await().until(() -> !client.isAlive());
    assertEquals("", problem.get());
  }

  @Test
  void aRemovedIssuerIsRefusedAtOnceAndTheOthersGoOn() {
    rig.settle(compile(BOTH, login.resolved(1), partner.resolved(1)));
    String token = partner.token("");
    assertEquals(200, get(token, true));

    Compiled without = compile(BOTH, login.resolved(1));
    PolicyTransition.Step first =
        new PolicyTransition(rig.renderer())
            .next(
                policyOf(compile(BOTH, login.resolved(1), partner.resolved(1))),
                trustOf(compile(BOTH, login.resolved(1), partner.resolved(1))),
                without.policy(),
                without.trust(),
                true);
    rig.load(first.policy(), first.trust());
    assertFalse(first.complete());
    assertEquals(401, get(token, false));
    assertEquals(200, get(login.token(""), true));

    rig.settle(without);
    assertEquals(401, get(token, false));
    assertEquals(200, get(login.token(""), true));
    assertEquals(Optional.empty(), rig.state().epoch("partner"));
  }

  @Test
  void anIssuerWithoutKeysMakesEveryTokenInvalid() {
    rig.settle(compile("", login.resolved(1)));
    String token = login.token("");
    assertEquals(200, get(token, true));
    rig.settle(compile("", login.resolved(2, List.of())));
    HttpAnswer answer = rig.refused("GET", "/orders", bearer(token));
    assertEquals(401, answer.status());
    assertEquals(
        List.of("Bearer realm=\"orders\", error=\"invalid_token\""),
        answer.header("www-authenticate"));
    assertEquals(0, rig.state().rejected());
  }

  @Test
  void denyAllClosesPublicPathsTooAndStaysReady() {
    rig.settle(compile("", login.resolved(1)));
    assertEquals(200, rig.granted("GET", "/healthz").status());
    rig.load(rig.renderer().denyAllPolicy(), rig.renderer().denyAllTrust());
    assertEquals(403, rig.refused("GET", "/healthz").status());
    assertEquals(403, rig.refused("GET", "/orders", bearer(login.token(""))).status());
    assertEquals(200, rig.refused("GET", "/ready", "host: jotgate-ready.internal").status());
    assertEquals(0, rig.state().rejected());
  }

  @Test
  void startsFromDenyAllAndOpensOnlyWhatThePolicySays() {
    rig.load(rig.renderer().denyAllPolicy(), rig.renderer().denyAllTrust());
    assertEquals(403, rig.refused("GET", "/healthz").status());
    rig.settle(compile("", login.resolved(1)));
    assertEquals(200, rig.granted("GET", "/healthz").status());
    assertEquals(200, get(login.token(""), true));
  }

  @Test
  void aBrokenFileKeepsTheLastGoodOneAndShowsInTheState() {
    Compiled good = compile("", login.resolved(1));
    Compiled next = compile("", login.resolved(2));
    rig.settle(good);
    TreeMap<String, String> broken = new TreeMap<>(trustOf(next).files());
    broken.computeIfPresent(EnvoyRenderer.JWT, (name, text) -> text.substring(0, 200));
    rig.write(policyOf(next), new Documents(broken));
    await().until(() -> rig.state().failed() > 0);
    assertFalse(rig.state().hasLoaded(trustOf(next)));
    assertEquals(200, get(login.token(""), true));
    rig.load(policyOf(next), trustOf(next).rewritten());
    assertTrue(rig.state().hasLoaded(trustOf(next)));
  }

  @Test
  void aMisspeltFieldIsRejectedNotIgnored() {
    Compiled good = compile("", login.resolved(1));
    rig.settle(good);
    TreeMap<String, String> misspelt = new TreeMap<>(trustOf(good).files());
    misspelt.computeIfPresent(
        EnvoyRenderer.JWT, (name, text) -> text.replace("\"audiences\"", "\"audience\""));
    rig.write(policyOf(good), new Documents(misspelt));
    await().until(() -> rig.state().rejected() > 0);
    Map<String, Object> claims = login.claims("");
    claims.put("aud", "other-api");
    assertEquals(401, get(login.sign("at+jwt", claims), false));
  }

  @Test
  void trustThatCannotBeReadAtTheStartOpensNothing() {
    Compiled good = compile("", login.resolved(1));
    TreeMap<String, String> broken = new TreeMap<>(trustOf(good).files());
    broken.put(EnvoyRenderer.JWT, "{");
    rig.write(policyOf(good), new Documents(broken));
    rig.start();
    await().until(() -> rig.state().failed() > 0);
    assertEquals(500, rig.refused("GET", "/healthz").status());
    assertEquals(500, rig.refused("GET", "/orders", bearer(login.token(""))).status());
    assertEquals(500, rig.refused("GET", "/ready", "host: jotgate-ready.internal").status());
    rig.load(policyOf(good), trustOf(good));
    assertEquals(200, get(login.token(""), true));
  }

  @Test
  void routesAheadOfTheirTrustAreClosed() {
    rig.settle(compile("", login.resolved(1)));
    Compiled moved = compile(BOTH, login.resolved(1), partner.resolved(1));
    rig.load(policyOf(moved), trustOf(compile("", login.resolved(1))));
    assertEquals(403, get(login.token(""), false));
    assertEquals(403, get(partner.token(""), false));
  }
}
