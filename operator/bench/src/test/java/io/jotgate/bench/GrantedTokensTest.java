package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.keys.jose.TokenSigner;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantedTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final GeneratedKey key = key("ES256");
  private final GrantedTokens expected = expected(key);

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "RS256", "Ed25519"})
  void takesATokenOfAnyAlgorithmInUse(String algorithm) {
    GeneratedKey own = key(algorithm);

    assertEquals(List.of(), expected(own).problems(token(own, Map.of())));
  }

  @Test
  void takesScopesAsAListAndUnderTheOtherName() {
    assertEquals(
        List.of(), expected.problems(token(key, Map.of("scope", List.of("a", "orders:read")))));
    Map<String, Object> claims = claims(Map.of("jti", "other", "scp", List.of("orders:read")));
    claims.remove("scope");
    assertEquals(List.of(), expected.problems(sign(key, claims)));
  }

  @Test
  void findsATokenOfAnotherKey() {
    assertEquals(
        List.of("a token does not verify with the published keys"),
        expected.problems(token(key("ES256"), Map.of())));
  }

  @Test
  void findsATokenOfAnotherAlgorithm() {
    assertEquals(
        List.of("a token is signed with RS256"), expected.problems(token(key("RS256"), Map.of())));
  }

  @Test
  void findsATokenThatWasGivenBefore() {
    String token = token(key, Map.of());
    expected.problems(token);

    assertEquals(List.of("a token has no id of its own"), expected.problems(token));
  }

  @ParameterizedTest
  @CsvSource({
    "exp, 3600, a token is not valid for 300 seconds",
    "iat, -60, a token is not valid for 300 seconds",
  })
  void findsATokenWithAnotherLifetime(String claim, long seconds, String problem) {
    Map<String, Object> other = Map.of(claim, NOW.getEpochSecond() + seconds);

    assertEquals(List.of(problem), expected.problems(token(key, other)));
  }

  @Test
  void findsATokenOfAnotherTime() {
    long then = NOW.getEpochSecond() - 3600;

    assertEquals(
        List.of("a token was not issued just now"),
        expected.problems(token(key, Map.of("iat", then, "exp", then + 300))));
  }

  @Test
  void findsATokenWithoutTheScopeOrAnAudience() {
    assertEquals(
        List.of("a token has not the scope orders:read"),
        expected.problems(token(key, Map.of("scope", "orders:write"))));
    Map<String, Object> claims = claims(Map.of());
    claims.remove("aud");
    assertEquals(List.of("a token has no audience"), expected.problems(sign(key, claims)));
  }

  @Test
  void findsWhatIsNoToken() {
    assertEquals(List.of("a token is no JWS"), expected.problems("opaque"));
    assertEquals(List.of("a token is no JWT"), expected.problems("a.b.c"));
  }

  private static GeneratedKey key(String algorithm) {
    return SigningKeys.generate(SigningKeys.parameters(algorithm, 2048), new SecureRandom());
  }

  private static GrantedTokens expected(GeneratedKey key) {
    // A member that our own codec does not know, as other issuers publish them.
    String jwk = key.publicJwk().replaceFirst("\\{", "{\"x5t\":\"abc\",");
    return new GrantedTokens(key.alg(), "{\"keys\":[" + jwk + "]}", InstantSource.fixed(NOW));
  }

  private static Map<String, Object> claims(Map<String, Object> other) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 300);
    claims.put("scope", "orders:read");
    claims.put("aud", "orders-api");
    claims.put("jti", "one");
    claims.putAll(other);
    return claims;
  }

  private static String token(GeneratedKey key, Map<String, Object> other) {
    return sign(key, claims(other));
  }

  private static String sign(GeneratedKey key, Map<String, Object> claims) {
    return new TokenSigner(PrivateJwk.parse(key.privateJwk()), "at+jwt", Optional.empty())
        .sign(Map.copyOf(claims));
  }
}
