package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JWK sets as identity providers and clients publish them. */
class ForeignJwkTest {
  private static final GeneratedKey KEY = FreshKeys.of("ES256");
  private static final String JWK = KEY.publicJwk();
  private static final String SECRET =
      "{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"s\",\"k\":\"" + "A".repeat(43) + "\"}";

  @Test
  void membersThatAreNotKnownHereDoNotMatter() {
    String set =
        "{\"issued\":1,\"keys\":["
            + with("\"x5t\":\"AA\",\"x5c\":[\"AA\"],\"exp\":1,\"ext\":null")
            + "]}";

    assertEquals(List.of(PublicJwk.parse(JWK)), JwkSets.parseForeign(set));
    assertThrows(InvalidJwkException.class, () -> JwkSets.parse(set));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"use\":\"sig\"",
        "\"key_ops\":[\"verify\"]",
        "\"key_ops\":[\"x\",\"verify\"]"
      })
  void aKeyMaySaySignaturesByUseOrByOperationsOrNotAtAll(String said) {
    assertEquals(List.of(PublicJwk.parse(JWK)), JwkSets.parseForeign(set(saying(said))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"use\":\"enc\"",
        "\"use\":null",
        "\"use\":[\"sig\"]",
        "\"key_ops\":[]",
        "\"key_ops\":[\"encrypt\"]",
        "\"key_ops\":\"verify\"",
        "\"key_ops\":null",
        "\"key_ops\":[\"verify\",\"verify\"]",
        "\"use\":\"enc\",\"key_ops\":[\"verify\"]",
        "\"use\":\"sig\",\"key_ops\":[\"sign\"]"
      })
  void aKeyForSomethingElseSpoilsTheSet(String said) {
    assertRefused(Reason.USE, set(saying(said)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
  void aPrivateMemberSpoilsTheSetWhateverTheKeyType(String name) {
    assertRefused(Reason.MEMBERS, set(with("\"" + name + "\":\"AQAB\"")));
    assertRefused(Reason.MEMBERS, set(with("\"" + name + "\":null")));
  }

  @Test
  void aPrivateKeyIsRefusedWithoutRepeatingIt() {
    String d = KEY.privateJwk().replaceAll(".*\"d\":\"([^\"]+)\".*", "$1");

    InvalidJwkException refused = assertRefused(Reason.MEMBERS, set(KEY.privateJwk()));

    assertFalse(refused.toString().contains(d));
  }

  @Test
  void aSecretIsNoPublicKeyAndNeverStandsBesideOne() {
    assertThrows(InvalidJwkException.class, () -> JwkSets.parseForeign(set(SECRET)));
    assertEquals("s", JwkSets.parseForeignOrSecret(set(SECRET)).getFirst().kid());

    InvalidJwkException mixed =
        assertThrows(
            InvalidJwkException.class, () -> JwkSets.parseForeignOrSecret(set(SECRET + "," + JWK)));
    assertEquals(Reason.SET, mixed.reason());
    assertFalse(
        JwkSets.parseForeignOrSecret(set(SECRET)).getFirst().toString().contains("A".repeat(43)));
  }

  @ParameterizedTest
  @CsvSource({"ES256, EC", "EdDSA, OKP", "RS256, RSA"})
  void aMemberThatStandsTwiceInAKeySpoilsTheSet(String alg, String kty) {
    String jwk = FreshKeys.of(alg).publicJwk();
    String twice = jwk.replaceFirst("\\{", "{\"kty\":\"" + kty + "\",");

    assertEquals(1, JwkSets.parseForeign(set(jwk)).size());
    assertRefused(Reason.NOT_JSON, set(twice));
    assertThrows(InvalidJwkException.class, () -> JwkSets.parse(set(twice)));
  }

  @Test
  void everyKindOfRefusalHasItsReason() {
    assertRefused(Reason.NOT_JSON, "keys");
    assertRefused(Reason.MEMBERS, "{}");
    assertRefused(Reason.MEMBERS, "{\"keys\":[null]}");
    assertRefused(Reason.SET, "{\"keys\":[]}");
    assertRefused(Reason.SET, set(JWK + "," + JWK));
    assertRefused(Reason.MEMBERS, set(JWK.replaceFirst("\"alg\":\"ES256\",", "")));
    assertRefused(Reason.ALGORITHM, set(JWK.replace("ES256", "ES256K")));
    assertRefused(Reason.ALGORITHM, set(JWK.replace("\"EC\"", "\"RSA\"")));
    assertRefused(Reason.KID, set(JWK.replace(KEY.kid(), "a\\u0000b")));
    assertRefused(Reason.MEMBERS, set(JWK.replaceFirst("\"kid\":\"[^\"]+\",", "")));
    assertRefused(Reason.ENCODING, set(JWK.replaceFirst("\"x\":\"", "\"x\":\"=")));
    assertRefused(
        Reason.UNSAFE_KEY, set(JWK.replaceFirst("\"x\":\"[^\"]+\"", "\"x\":\"" + zeros() + "\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bilbo.baggins@hobbiton.example", "2024-01/eu+a=", "urn:key:1~2"})
  void kidsOfOthersHaveMoreCharactersThanThumbprints(String kid) {
    String text = JWK.replace(KEY.kid(), kid);

    PublicJwk key = JwkSets.parseForeign(set(text)).getFirst();

    assertEquals(kid, key.kid());
    assertTrue(key.text().contains("\"" + kid + "\""));
    assertEquals(key, PublicJwk.parse(key.text()));
  }

  private static String zeros() {
    return "A".repeat(43);
  }

  private static String set(String jwks) {
    return "{\"keys\":[" + jwks + "]}";
  }

  private static String with(String members) {
    return JWK.replaceFirst("\\{", "{" + members + ",");
  }

  /** The key with these members in the place of use. */
  private static String saying(String members) {
    return JWK.replace("\"use\":\"sig\",", members.isEmpty() ? "" : members + ",");
  }

  private static InvalidJwkException assertRefused(Reason reason, String set) {
    InvalidJwkException refused =
        assertThrows(InvalidJwkException.class, () -> JwkSets.parseForeign(set), set);
    assertEquals(reason, refused.reason(), set);
    return refused;
  }
}
