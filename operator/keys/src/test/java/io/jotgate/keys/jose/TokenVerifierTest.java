package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.jose.Verification.Reason;
import io.jotgate.keys.jose.Verification.Refused;
import io.jotgate.keys.jose.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Tokens that are signed rightly but must be refused are signed here by hand, not by our signer.
 */
class TokenVerifierTest {
  private static final GeneratedKey KEY = FreshKeys.another("ES256");
  private static final GeneratedKey OTHER = FreshKeys.another("ES256");
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final String HEADER =
      "{\"alg\":\"ES256\",\"kid\":\"" + KEY.kid() + "\",\"typ\":\"at+jwt\"}";
  private static final String CLAIMS = "{\"exp\":1800000300,\"sub\":\"batch\"}";

  private final TokenVerifier verifier =
      new TokenVerifier(List.of(PublicJwk.parse(KEY.publicJwk())), "at+jwt");

  @Test
  void acceptsATokenThatTheTrustedKeySigned() {
    TokenSigner signer =
        new TokenSigner(PrivateJwk.parse(KEY.privateJwk()), "at+jwt", Optional.empty());

    Verified found =
        assertInstanceOf(
            Verified.class,
            verify(signer.sign(Map.of("sub", "batch", "exp", NOW.getEpochSecond() + 300))));

    assertEquals(KEY.kid(), found.kid());
    assertEquals("batch", found.claims().get("sub"));
  }

  @Test
  void acceptsATokenThatWasSignedByHandSoThatTheRefusalsBelowMeanSomething() {
    assertInstanceOf(Verified.class, verify(signed(HEADER, CLAIMS)));
  }

  @Test
  void refusesATokenThatNamesAnUnknownKid() {
    assertRefused(Reason.UNKNOWN_KEY, HEADER.replace(KEY.kid(), OTHER.kid()), CLAIMS);
    assertRefused(Reason.UNKNOWN_KEY, "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", CLAIMS);
    assertRefused(Reason.UNKNOWN_KEY, HEADER.replace("\"" + KEY.kid() + "\"", "[\"k\"]"), CLAIMS);
  }

  @Test
  void refusesASignatureOfAnotherKeyUnderATrustedKid() {
    String input = encode(HEADER) + "." + encode(CLAIMS);

    assertEquals(new Refused(Reason.SIGNATURE), verify(input + "." + signature(OTHER, input)));
  }

  @Test
  void refusesEverySingleBitChangedInTheSignature() {
    String token = signed(HEADER, CLAIMS);
    String input = token.substring(0, token.lastIndexOf('.'));
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));

    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] changed = signature.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(
          new Refused(Reason.SIGNATURE), verify(input + "." + encode(changed)), "bit " + bit);
    }
  }

  @Test
  void refusesSignaturesOfAnotherLengthOrOnlyZeros() {
    String input = encode(HEADER) + "." + encode(CLAIMS);

    for (int length : List.of(0, 1, 63, 64, 65, 72, 96)) {
      assertEquals(new Refused(Reason.SIGNATURE), verify(input + "." + encode(new byte[length])));
    }
  }

  @Test
  void refusesEveryOtherAlgorithm() {
    for (String alg : List.of("none", "None", "HS256", "RS256", "ES384", "ES256K", "es256", "")) {
      assertRefused(Reason.ALGORITHM, HEADER.replace("ES256", alg), CLAIMS);
    }
    assertRefused(Reason.ALGORITHM, HEADER.replace("\"ES256\"", "null"), CLAIMS);
  }

  @Test
  void refusesHeadersThatBringKeysOrChangeTheRules() {
    for (String member :
        List.of(
            "\"crit\":[\"exp\"]",
            "\"b64\":false",
            "\"zip\":\"DEF\"",
            "\"enc\":\"A128GCM\"",
            "\"jku\":\"https://example.com\"",
            "\"jwk\":{}",
            "\"x5u\":\"https://example.com\"",
            "\"x5c\":[]",
            "\"x5t\":\"AA\"")) {
      assertRefused(Reason.FORBIDDEN_HEADER, HEADER.replace("{", "{" + member + ","), CLAIMS);
    }
  }

  @Test
  void refusesTokensOfAnotherType() {
    assertRefused(Reason.TYPE, HEADER.replace("at+jwt", "JWT"), CLAIMS);
    assertRefused(Reason.TYPE, HEADER.replace(",\"typ\":\"at+jwt\"", ""), CLAIMS);
    assertInstanceOf(
        Verified.class, verify(signed(HEADER.replace("at+jwt", "application/AT+JWT"), CLAIMS)));
  }

  @Test
  void anAssertionMayHaveNoTypeButIsNeverAnAccessToken() {
    TokenVerifier assertions =
        TokenVerifier.ofAssertions(List.of(PublicJwk.parse(KEY.publicJwk())));

    for (String typ : List.of("\"JWT\"", "\"client-authentication+jwt\"")) {
      String header = HEADER.replace("\"at+jwt\"", typ);
      assertInstanceOf(
          Verified.class, assertions.verify(signed(header, CLAIMS), NOW, LEEWAY), header);
    }
    String untyped = HEADER.replace(",\"typ\":\"at+jwt\"", "");
    assertInstanceOf(Verified.class, assertions.verify(signed(untyped, CLAIMS), NOW, LEEWAY));
    for (String typ : List.of("\"at+jwt\"", "null", "[]", "\"\"")) {
      String header = HEADER.replace("\"at+jwt\"", typ);
      assertEquals(
          new Refused(Reason.TYPE), assertions.verify(signed(header, CLAIMS), NOW, LEEWAY), header);
    }
  }

  @Test
  void refusesAnythingButThreePartsOfStrictBase64Url() {
    String token = signed(HEADER, CLAIMS);
    String input = token.substring(0, token.lastIndexOf('.'));

    for (String malformed :
        List.of(
            "",
            ".",
            "..",
            input,
            token + ".",
            token + "." + encode("x"),
            "." + token,
            token + "=",
            token + " ",
            " " + token,
            token.replaceFirst("\\.", "=."),
            token + "\n",
            "Bearer " + token,
            withStrayBits(token))) {
      assertEquals(new Refused(Reason.MALFORMED), verify(malformed), malformed);
    }
  }

  @Test
  void refusesJsonThatTwoReadersCouldReadDifferently() {
    for (String claims :
        List.of(
            CLAIMS.replace("{", "{\"exp\":1,"),
            CLAIMS + "x",
            "\ufeff" + CLAIMS,
            " " + CLAIMS,
            "[" + CLAIMS + "]",
            CLAIMS.replace('"', '\''),
            "",
            "null",
            CLAIMS.replace("{", "{\"a\":{\"b\":1,\"b\":2},"),
            CLAIMS.replace("{", "{\"a\":[{\"b\":1,\"\\u0062\":2}],"),
            CLAIMS.replace("batch", "\\ud800"),
            "{\"a\":" + "[".repeat(100) + "]".repeat(100) + ",\"exp\":1800000300}")) {
      assertRefused(Reason.CLAIMS, HEADER, claims);
    }
    assertRefused(Reason.MALFORMED, HEADER.replace("{", "{\"alg\":\"none\","), CLAIMS);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = CLAIMS.replace("batch", "b\u00e4tch").getBytes(StandardCharsets.ISO_8859_1);
    String input = encode(HEADER) + "." + encode(latin);

    assertEquals(new Refused(Reason.CLAIMS), verify(input + "." + signature(KEY, input)));
  }

  @Test
  void refusesAHeaderOfMoreThan8Kilobytes() {
    String large = HEADER.replace("{", "{\"pad\":\"" + "x".repeat(8192) + "\",");

    assertRefused(Reason.MALFORMED, large, CLAIMS);
  }

  @Test
  void refusesTimesThatAreMissingOrNoTimes() {
    for (String exp :
        List.of(
            "null",
            "\"1800000300\"",
            "1.8e9",
            "1800000300.5",
            "-1",
            "253402300800",
            "9223372036854775807",
            "9223372036854775808",
            "1e308",
            "true",
            "[1800000300]")) {
      assertRefused(Reason.TIMES, HEADER, "{\"exp\":" + exp + "}");
    }
    assertRefused(Reason.TIMES, HEADER, "{}");
    assertRefused(Reason.TIMES, HEADER, CLAIMS.replace("{", "{\"nbf\":9223372036854775807,"));
    assertRefused(Reason.TIMES, HEADER, CLAIMS.replace("{", "{\"nbf\":null,"));
    assertRefused(Reason.TIMES, HEADER, CLAIMS.replace("{", "{\"iat\":\"now\","));
  }

  @Test
  void expiryAndNotBeforeCountWithLeewayToTheSecond() {
    long now = NOW.getEpochSecond();

    assertInstanceOf(Verified.class, verify(signed(HEADER, "{\"exp\":" + (now - 59) + "}")));
    assertRefused(Reason.EXPIRED, HEADER, "{\"exp\":" + (now - 60) + "}");
    String nbf = "{\"exp\":" + (now + 999) + ",\"nbf\":";
    assertInstanceOf(Verified.class, verify(signed(HEADER, nbf + (now + 60) + "}")));
    assertRefused(Reason.NOT_YET_VALID, HEADER, nbf + (now + 61) + "}");
  }

  @Test
  void theSignerWritesExactlyAlgKidAndTyp() {
    TokenSigner signer =
        new TokenSigner(PrivateJwk.parse(KEY.privateJwk()), "at+jwt", Optional.empty());

    String header = signer.sign(Map.of()).split("\\.", -1)[0];

    assertEquals(HEADER, new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8));
  }

  private Verification verify(String token) {
    return verifier.verify(token, NOW, LEEWAY);
  }

  private void assertRefused(Reason reason, String header, String claims) {
    assertEquals(new Refused(reason), verify(signed(header, claims)), header + claims);
  }

  /** The same bytes in a text that differs in bits that base64 does not use. */
  private static String withStrayBits(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    String stray = token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
    int dot = token.lastIndexOf('.') + 1;
    assertTrue(
        Arrays.equals(
            Base64.getUrlDecoder().decode(token.substring(dot)),
            Base64.getUrlDecoder().decode(stray.substring(dot))));
    return stray;
  }

  private static String signed(String header, String claims) {
    String input = encode(header) + "." + encode(claims);
    return input + "." + signature(KEY, input);
  }

  private static String signature(GeneratedKey key, String input) {
    try {
      PrivateKey half = PrivateJwk.parse(key.privateJwk()).privateKey();
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(half);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
