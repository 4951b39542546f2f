package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.Verification.Reason;
import io.jotgate.keys.jose.Verification.Refused;
import io.jotgate.keys.jose.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for keys of every algorithm. */
class SigningKeysTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Map<String, Object> CLAIMS = Map.of("sub", "batch", "exp", 1_800_000_300L);

  @Test
  void keysAreMadeForTheseAlgorithmsAndNoOther() {
    assertEquals(
        List.of(
            "ES256", "ES384", "ES512", "EdDSA", "PS256", "PS384", "PS512", "RS256", "RS384",
            "RS512"),
        SigningKeys.algs());
    for (String alg : List.of("none", "HS256", "ES256K", "Ed25519", "Ed448", "RS1", "es256")) {
      KeyParameters parameters = KeyParameters.of(alg);
      assertThrows(IllegalArgumentException.class, () -> generate(parameters), alg);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Ed25519, EdDSA, 0",
    "ES256, ES256, 0",
    "ES512, ES512, 0",
    "RS256, RS256, 3072",
    "PS512, PS512, 3072"
  })
  void theSizeThatPeopleChooseIsOneOfRsaOnly(String chosen, String alg, int size) {
    assertEquals(new KeyParameters(alg, size), SigningKeys.parameters(chosen, 3072));
  }

  @ParameterizedTest
  @CsvSource({
    "RS256, 0",
    "RS256, 2047",
    "PS256, 2056",
    "RS512, 8192",
    "ES256, 2048",
    "EdDSA, 2048"
  })
  void refusesASizeThatTheAlgorithmDoesNotHave(String alg, int size) {
    assertThrows(IllegalArgumentException.class, () -> generate(new KeyParameters(alg, size)));
  }

  @ParameterizedTest
  @MethodSource("io.jotgate.keys.jose.FreshKeys#parameters")
  void aGeneratedKeyIsNamedByItsThumbprintAndItsHalvesMatch(KeyParameters parameters) {
    GeneratedKey key = generate(parameters);

    PublicJwk publicJwk = PublicJwk.parse(key.publicJwk());
    PrivateJwk privateJwk = PrivateJwk.parse(key.privateJwk());

    assertEquals(parameters.alg(), key.alg());
    assertEquals(key.kid(), publicJwk.thumbprint());
    assertEquals(key.kid(), publicJwk.kid());
    assertEquals(key.publicJwk(), publicJwk.text());
    assertTrue(privateJwk.matches(publicJwk));
    assertTrue(key.publicJwk().length() <= 4096 && key.privateJwk().length() <= 4096);
    if (publicJwk.publicKey() instanceof RSAPublicKey rsa) {
      assertEquals(parameters.size(), rsa.getModulus().bitLength());
      assertEquals(65_537, rsa.getPublicExponent().intValueExact());
    }
    assertNotEquals(key.kid(), FreshKeys.of(parameters.alg()).kid());
  }

  @ParameterizedTest
  @MethodSource("io.jotgate.keys.jose.FreshKeys#ofEachAlgorithm")
  void aTokenVerifiesWithItsKeyAndNotWithAnotherBitInItsSignature(GeneratedKey key) {
    String token = signer(key, Optional.empty()).sign(CLAIMS);
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));

    assertInstanceOf(Verified.class, verify(key, token));
    for (int at : List.of(0, signature.length / 2, signature.length - 1)) {
      byte[] changed = signature.clone();
      changed[at] ^= 1;
      assertEquals(new Refused(Reason.SIGNATURE), verify(key, withSignature(token, changed)));
    }
    for (int length : List.of(0, 1, signature.length - 1, signature.length + 1)) {
      assertEquals(
          new Refused(Reason.SIGNATURE), verify(key, withSignature(token, new byte[length])));
    }
    assertEquals(
        new Refused(Reason.SIGNATURE),
        verify(key, withSignature(token, new byte[signature.length])));
  }

  @ParameterizedTest
  @MethodSource("io.jotgate.keys.jose.FreshKeys#ofEachAlgorithm")
  void aTokenNeverVerifiesByAnotherAlgorithmThanThatOfTheKey(GeneratedKey key) {
    String token = signer(key, Optional.empty()).sign(CLAIMS);

    for (String alg : SigningKeys.algs()) {
      if (!alg.equals(key.alg())) {
        assertEquals(new Refused(Reason.ALGORITHM), verify(key, withAlg(token, key, alg)), alg);
      }
    }
  }

  @Test
  void theNumbersOfAnRsaKeyUnderAnotherAlgorithmAreAnotherKey() {
    GeneratedKey rs256 = FreshKeys.of("RS256");
    String asPs256 = rs256.publicJwk().replace("RS256", "PS256");
    String token = signer(rs256, Optional.empty()).sign(CLAIMS);

    assertFalse(PrivateJwk.parse(rs256.privateJwk()).matches(PublicJwk.parse(asPs256)));
    assertEquals(
        new Refused(Reason.ALGORITHM),
        new TokenVerifier(List.of(PublicJwk.parse(asPs256)), "at+jwt")
            .verify(token, NOW, Duration.ZERO));
    assertEquals(
        new Refused(Reason.SIGNATURE),
        new TokenVerifier(List.of(PublicJwk.parse(asPs256)), "at+jwt")
            .verify(withAlg(token, rs256, "PS256"), NOW, Duration.ZERO));
  }

  @ParameterizedTest
  @MethodSource("io.jotgate.keys.jose.FreshKeys#ofEachAlgorithm")
  void aProviderThatDoesNotKnowTheAlgorithmIsPassedOver(GeneratedKey key) {
    Provider without = Objects.requireNonNull(Security.getProvider("SunJCE"));
    TokenSigner signer = signer(key, Optional.of(without));

    assertInstanceOf(Verified.class, verify(key, signer.sign(CLAIMS)));
    assertNotEquals("SunJCE", signer.providerName());
  }

  @ParameterizedTest
  @MethodSource("io.jotgate.keys.jose.FreshKeys#ofEachAlgorithm")
  void manyThreadsSignAtOnce(GeneratedKey key) {
    TokenSigner signer = signer(key, Optional.empty());
    ConcurrentLinkedQueue<String> tokens = new ConcurrentLinkedQueue<>();

    IntStream.range(0, 64).parallel().forEach(i -> tokens.add(signer.sign(CLAIMS)));

    assertTrue(tokens.stream().allMatch(token -> verify(key, token) instanceof Verified));
  }

  @Test
  void aSetHoldsKeysOfEveryAlgorithm() {
    List<String> texts = FreshKeys.ofEachAlgorithm().stream().map(GeneratedKey::publicJwk).toList();

    assertEquals(
        texts, JwkSets.parse(JwkSets.render(texts)).stream().map(PublicJwk::text).toList());
  }

  private static GeneratedKey generate(KeyParameters parameters) {
    return SigningKeys.generate(parameters, new SecureRandom());
  }

  private static TokenSigner signer(GeneratedKey key, Optional<Provider> provider) {
    return new TokenSigner(PrivateJwk.parse(key.privateJwk()), "at+jwt", provider);
  }

  private static Verification verify(GeneratedKey key, String token) {
    return new TokenVerifier(List.of(PublicJwk.parse(key.publicJwk())), "at+jwt")
        .verify(token, NOW, Duration.ZERO);
  }

  private static String withSignature(String token, byte[] signature) {
    return token.substring(0, token.lastIndexOf('.') + 1)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String withAlg(String token, GeneratedKey key, String alg) {
    String header = "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"at+jwt\"}".formatted(alg, key.kid());
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + token.substring(token.indexOf('.'));
  }
}
