package io.jotgate.policy.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.model.Revocations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RevokedTokenTest {
  private final TestIssuer login = new TestIssuer("login", "orders-api");
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private Verdict verdict(Revocations revoked, Map<String, ?> claims) {
    Compiled compiled =
        PolicyCompiler.compile(
            "orders",
            List.of(TestRoutes.quickstart(8080)),
            Map.of("login", login.resolved(1).withRevocations(revoked)));
    return new PolicyEvaluator(compiled.policy(), compiled.trust())
        .evaluate(
            new Request(
                "GET", "orders", "/orders", List.of("Bearer " + login.sign("at+jwt", claims))),
            now);
  }

  private Map<String, Object> claims(String claim, Object value) {
    Map<String, Object> claims = login.claims("orders:read");
    claims.put(claim, value);
    return claims;
  }

  private static Revocations of(
      Map<String, Instant> tokens, Map<String, Instant> clients, List<String> keyIds) {
    return new Revocations(new TreeMap<>(tokens), new TreeMap<>(clients), keyIds, Optional.empty());
  }

  private static Revocations before(Instant issuedBefore) {
    return new Revocations(new TreeMap<>(), new TreeMap<>(), List.of(), Optional.of(issuedBefore));
  }

  @Test
  void aTokenThatIsNamedIsRevokedAndOthersAreNot() {
    Revocations revoked = of(Map.of("t1", now), Map.of(), List.of());
    assertEquals(Verdict.REVOKED_TOKEN, verdict(revoked, claims("jti", "t1")));
    assertEquals(Verdict.PASS, verdict(revoked, claims("jti", "t2")));
    assertEquals(Verdict.PASS, verdict(Revocations.none(), claims("jti", "t1")));
  }

  @Test
  void tokensOfAConsumerAreRevokedUntilTheTimeThatIsNamed() {
    Map<String, Object> claims = claims("client_id", "batch");
    claims.put("iat", now.getEpochSecond() - 1);
    Revocations revoked = of(Map.of(), Map.of("batch", now), List.of());
    assertEquals(Verdict.REVOKED_TOKEN, verdict(revoked, claims));
    claims.put("iat", now.getEpochSecond());
    assertEquals(Verdict.PASS, verdict(revoked, claims));
    claims.remove("iat");
    assertEquals(Verdict.REVOKED_TOKEN, verdict(revoked, claims));
    claims.put("client_id", "nightly");
    assertEquals(Verdict.PASS, verdict(revoked, claims));
  }

  @Test
  void everyTokenOfAKeyIsRevoked() {
    String kid = String.valueOf(login.header("at+jwt").get("kid"));
    Map<String, Object> claims = login.claims("orders:read");
    assertEquals(Verdict.REVOKED_TOKEN, verdict(of(Map.of(), Map.of(), List.of(kid)), claims));
    assertEquals(Verdict.PASS, verdict(of(Map.of(), Map.of(), List.of("another")), claims));
  }

  @Test
  void everyTokenThatIsOlderIsRevoked() {
    assertEquals(
        Verdict.REVOKED_TOKEN, verdict(before(now), claims("iat", now.getEpochSecond() - 1)));
    assertEquals(Verdict.PASS, verdict(before(now), claims("iat", now.getEpochSecond())));
  }

  @Test
  void aTokenThatIsNoGoodAnywayIsInvalidNotRevoked() {
    Map<String, Object> claims = claims("jti", "t1");
    claims.put("exp", now.getEpochSecond() - 100);
    assertEquals(
        Verdict.INVALID_TOKEN, verdict(of(Map.of("t1", now), Map.of(), List.of()), claims));
  }
}
