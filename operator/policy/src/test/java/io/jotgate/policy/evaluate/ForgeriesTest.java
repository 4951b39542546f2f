package io.jotgate.policy.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.testing.forgery.ForgedTokens;
import io.jotgate.testing.forgery.Forgery;
import io.jotgate.testing.forgery.Standing;
import io.jotgate.testing.forgery.Target;
import io.jotgate.testing.forgery.TokenKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Forged tokens of every kind, those that are rightly signed for somebody else among them, against
 * the evaluator of policies: the one truth that every data plane is tested against.
 */
class ForgeriesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000);
  private static final long SEED = 11;
  private static final String ISSUER = "https://login.shop.svc";

  /** What routes forgive when they say nothing else. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private static final int ROUNDS = 3;

  private final List<TokenKey> keys = keys();
  private final PolicyEvaluator evaluator = evaluator(keys);

  @Test
  void onlyGoodTokensPass() {
    ForgedTokens tokens =
        new ForgedTokens(new Target(ISSUER, "orders-api", "at+jwt", NOW, SKEW, keys), SEED);
    List<String> problems = new ArrayList<>();
    Set<String> kinds = new TreeSet<>();
    int good = 0;
    for (int i = 0; i < ROUNDS * tokens.round(); i++) {
      Forgery forgery = tokens.next();
      kinds.add(forgery.kind());
      boolean isGood = forgery.standing() == Standing.GOOD;
      good += isGood ? 1 : 0;
      Verdict expected = isGood ? Verdict.PASS : Verdict.INVALID_TOKEN;
      if (verdict(forgery.token()) != expected) {
        problems.add(forgery.kind() + " for " + forgery.alg() + ": " + forgery.token());
      }
    }

    assertEquals(List.of(), problems);
    assertTrue(good > 0, "the good ones show that the others are not refused for something else");
    // Kinds of algorithms that none of these keys has.
    Set<String> missing = new TreeSet<>(ForgedTokens.kinds());
    missing.removeAll(kinds);
    assertEquals(Set.of("ecdsa-s-plus-order"), missing);
  }

  private Verdict verdict(String token) {
    return evaluator.evaluate(
        new Request("GET", "orders", "/orders", List.of("Bearer " + token)), NOW);
  }

  private static List<TokenKey> keys() {
    SecureRandom random = TokenKey.seeded(SEED);
    return List.of(
        TokenKey.generate("ES256", "k-1", random),
        TokenKey.generate("ES256", "k-2", random),
        TokenKey.generate("EdDSA", "k-3", random),
        TokenKey.generate("PS256", "k-4", random));
  }

  private static PolicyEvaluator evaluator(List<TokenKey> keys) {
    ResolvedIssuer login =
        new ResolvedIssuer(
            "login",
            ISSUER,
            List.of("orders-api"),
            1,
            keys.stream().map(TokenKey::publicJwk).toList());
    Compiled compiled =
        PolicyCompiler.compile(
            "orders", List.of(TestRoutes.quickstart(8080)), Map.of("login", login));
    return new PolicyEvaluator(compiled.policy(), compiled.trust());
  }
}
