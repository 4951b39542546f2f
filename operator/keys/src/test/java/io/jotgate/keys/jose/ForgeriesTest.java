package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.jose.Verification.Verified;
import io.jotgate.testing.forgery.ForgedTokens;
import io.jotgate.testing.forgery.Forgery;
import io.jotgate.testing.forgery.Standing;
import io.jotgate.testing.forgery.Target;
import io.jotgate.testing.forgery.TokenKey;
import io.jotgate.testing.proof.ProofForm;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Forged tokens of every kind for every algorithm: the strict verifier accepts none, throws
 * nothing, and keeps nothing. Good tokens among them, which it accepts, and a naive verifier, which
 * accepts many of the forged ones, show that this means something.
 */
class ForgeriesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000);
  private static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final int TOKENS = ProofForm.choose(1_000_000, 10_000);
  private static final int ASSERTIONS = ProofForm.choose(50_000, 2_000);

  /** Heap that all those tokens may leave behind: class data, tables of the platform. */
  private static final long MOST_KEPT_BYTES = 16L << 20;

  /** So many kinds a verifier must be led astray by to be called naive. */
  private static final int MANY = 45;

  @Test
  void noForgedAccessTokenIsAcceptedAndEveryGoodOneIs() {
    ForgeryTally tally = new ForgeryTally();
    List<Long> seeds = ProofForm.seeds(1);
    for (long seed : seeds) {
      Target target = target("at+jwt", seed);
      TokenVerifier verifier = new TokenVerifier(publicKeys(target), target.typ());
      ForgedTokens tokens = new ForgedTokens(target, seed);
      int share = TOKENS / seeds.size();
      assertTrue(share >= tokens.round(), "each kind meets each key");
      for (int i = 0; i < share; i++) {
        tally.judge(tokens.next(), token -> verifies(verifier, token));
      }
    }
    ProofForm.report(tally.lines("access tokens, seeds " + seeds));
    assertEquals(List.of(), tally.problems());
    assertEquals(Set.copyOf(ForgedTokens.kinds()), tally.kinds());
    assertTrue(tally.good() > TOKENS / 50, tally.good() + " good ones");
    assertTrue(tally.keptBytes() < MOST_KEPT_BYTES, tally.keptBytes() + " bytes kept");
  }

  /** Assertions of clients may go without typ; all else is the same. */
  @Test
  void noForgedAssertionIsAcceptedAndEveryGoodOneIs() {
    ForgeryTally tally = new ForgeryTally();
    long seed = ProofForm.seeds(1).getFirst();
    Target target = target("client-authentication+jwt", seed);
    TokenVerifier verifier = TokenVerifier.ofAssertions(publicKeys(target));
    ForgedTokens tokens = new ForgedTokens(target, seed);
    for (int i = 0; i < ASSERTIONS; i++) {
      Forgery forgery = tokens.next();
      if (!forgery.kind().equals("typ-missing")) {
        tally.judge(forgery, token -> verifies(verifier, token));
      }
    }
    ProofForm.report(tally.lines("assertions, seed " + seed));
    assertEquals(List.of(), tally.problems());
  }

  @Test
  void aNaiveVerifierIsLedAstrayByManyKindsSoTheForgeriesAreWellMade() {
    Target target = target("at+jwt", 1);
    NaiveVerifier naive = new NaiveVerifier(publicKeys(target), NOW);
    ForgedTokens tokens = new ForgedTokens(target, 1);
    Set<String> astray = new TreeSet<>();
    for (int i = 0; i < 2 * tokens.round(); i++) {
      Forgery forgery = tokens.next();
      if (forgery.standing() == Standing.FORGED && naive.accepts(forgery.token())) {
        astray.add(forgery.kind());
      }
    }
    ProofForm.report(
        List.of(
            "a naive verifier accepts forged tokens of %d of %d kinds"
                .formatted(astray.size(), ForgedTokens.kinds().size())));
    assertTrue(astray.size() >= MANY, astray.toString());
  }

  @Test
  void theSameSeedGivesTheSameTokens() {
    assertEquals(someTokens(7), someTokens(7));
  }

  private static List<String> someTokens(long seed) {
    Target target =
        new Target(
            "https://login.shop.svc",
            "orders-api",
            "at+jwt",
            NOW,
            LEEWAY,
            List.of(TokenKey.generate("EdDSA", "k", TokenKey.seeded(seed))));
    ForgedTokens tokens = new ForgedTokens(target, seed);
    return Stream.generate(tokens::next).limit(300).map(Forgery::token).toList();
  }

  private static boolean verifies(TokenVerifier verifier, String token) {
    return verifier.verify(token, NOW, LEEWAY) instanceof Verified;
  }

  /** A key of each algorithm, and second ones of those that cost little. */
  private static Target target(String typ, long seed) {
    SecureRandom random = TokenKey.seeded(seed);
    List<TokenKey> keys = new ArrayList<>();
    for (String alg : TokenKey.algs()) {
      keys.add(TokenKey.generate(alg, "k-" + alg, random));
    }
    for (String alg : List.of("ES256", "EdDSA")) {
      keys.add(TokenKey.generate(alg, "next-" + alg, random));
    }
    return new Target("https://login.shop.svc", "orders-api", typ, NOW, LEEWAY, keys);
  }

  private static List<PublicJwk> publicKeys(Target target) {
    return target.keys().stream().map(TokenKey::publicJwk).map(PublicJwk::parse).toList();
  }
}
