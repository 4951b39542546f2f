package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkTest {
  /** The key of RFC 7515 A.3, whose thumbprint other implementations agree on. */
  private static final String RFC_X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";

  private static final String RFC_Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
  private static final String RFC_D = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI";
  private static final String PUBLIC =
      "{\"alg\":\"ES256\",\"crv\":\"P-256\",\"kid\":\"k1\",\"kty\":\"EC\",\"use\":\"sig\",\"x\":\""
          + RFC_X
          + "\",\"y\":\""
          + RFC_Y
          + "\"}";
  private static final String PRIVATE =
      PUBLIC.replace("\"kid\"", "\"d\":\"" + RFC_D + "\",\"kid\"");

  @Test
  void aGeneratedKeyIsNamedByItsThumbprintAndItsHalvesMatch() {
    GeneratedKey key = FreshKeys.another("ES256");

    PublicJwk publicJwk = PublicJwk.parse(key.publicJwk());
    PrivateJwk privateJwk = PrivateJwk.parse(key.privateJwk());

    assertEquals(key.kid(), publicJwk.thumbprint());
    assertEquals(key.kid(), publicJwk.kid());
    assertEquals(key.publicJwk(), publicJwk.text());
    assertTrue(privateJwk.matches(publicJwk));
  }

  @Test
  void twoGeneratedKeysDiffer() {

    assertNotEquals(FreshKeys.another("ES256").kid(), FreshKeys.another("ES256").kid());
  }

  @Test
  void theThumbprintIsThatOfRfc7638() {
    assertEquals(
        "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", PublicJwk.parse(PUBLIC).thumbprint());
  }

  @Test
  void readsAnyOrderAndWritesOne() {
    String shuffled =
        "{ \"y\": \""
            + RFC_Y
            + "\", \"x\": \""
            + RFC_X
            + "\", \"use\": \"sig\", \"kty\": \"EC\", \"kid\": \"k1\", \"crv\": \"P-256\", \"alg\": \"ES256\" }";

    assertEquals(PUBLIC, PublicJwk.parse(shuffled).text());
  }

  @Test
  void aPrivateKeyMatchesOnlyItsOwnPublicHalfUnderTheSameKid() {
    PrivateJwk key = PrivateJwk.parse(PRIVATE);

    assertTrue(key.matches(PublicJwk.parse(PUBLIC)));
    assertFalse(key.matches(PublicJwk.parse(PUBLIC.replace("\"k1\"", "\"k2\""))));
    assertFalse(key.matches(PublicJwk.parse(FreshKeys.another("ES256").publicJwk())));
  }

  @Test
  void refusesAPrivateHalfOfAnotherKey() {
    String other = FreshKeys.another("ES256").privateJwk();
    String otherD = other.replaceAll(".*\"d\":\"([^\"]+)\".*", "$1");

    assertThrows(InvalidJwkException.class, () -> PrivateJwk.parse(PRIVATE.replace(RFC_D, otherD)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE"
      })
  void refusesAPrivateValueOutsideTheGroup(String d) {
    assertThrows(InvalidJwkException.class, () -> PrivateJwk.parse(PRIVATE.replace(RFC_D, d)));
  }

  @Test
  void aPublicJwkWithAPrivateMemberIsRefusedWithoutRepeatingIt() {
    InvalidJwkException refused =
        assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(PRIVATE));

    assertFalse(refused.toString().contains(RFC_D));
  }

  @Test
  void nothingPrintsThePrivateHalf() {
    GeneratedKey generated = new GeneratedKey("k1", "ES256", PUBLIC, PRIVATE);

    assertFalse(generated.toString().contains(RFC_D));
    assertFalse(PrivateJwk.parse(PRIVATE).toString().contains(RFC_D));
  }

  @Test
  void refusesWhateverIsNotExactlyAKeyForEs256() {
    List<UnaryOperator<String>> changes =
        List.of(
            jwk -> jwk.replace("\"EC\"", "\"oct\""),
            jwk -> jwk.replace("\"P-256\"", "\"P-384\""),
            jwk -> jwk.replace("\"P-256\"", "\"secp256k1\""),
            jwk -> jwk.replace("\"ES256\"", "\"ES384\""),
            jwk -> jwk.replace("\"ES256\"", "\"none\""),
            jwk -> jwk.replace("\"sig\"", "\"enc\""),
            jwk -> jwk.replace("\"use\":\"sig\",", ""),
            jwk -> jwk.replace("\"alg\":\"ES256\",", ""),
            jwk -> jwk.replace("\"kid\":\"k1\",", ""),
            jwk -> jwk.replace("\"k1\"", "\"\""),
            jwk -> jwk.replace("\"k1\"", "1"),
            jwk -> jwk.replace("\"k1\"", "null"),
            jwk -> jwk.replace("\"k1\"", "\"a b\""),
            jwk -> jwk.replace("{", "{\"k\":\"c2VjcmV0\","),
            jwk -> jwk.replace("{", "{\"key_ops\":[\"verify\"],"),
            jwk -> jwk.replace("{", "{\"kid\":\"k2\","),
            jwk -> jwk.replace(RFC_X, RFC_Y),
            jwk -> jwk.replace(RFC_X, RFC_X + "="),
            jwk -> jwk.replace(RFC_X, RFC_X + "AA"),
            jwk -> jwk.replace(RFC_X, RFC_X.substring(0, 42) + "V"),
            jwk ->
                jwk.replace(RFC_X, RFC_X.replace('_', '/')).replace(RFC_Y, RFC_Y.replace('_', '/')),
            jwk -> jwk + " x",
            jwk -> "\ufeff" + jwk,
            jwk -> "[" + jwk + "]",
            jwk -> jwk.replace('"', '\''),
            jwk -> "");

    for (UnaryOperator<String> change : changes) {
      String changed = change.apply(PUBLIC);
      assertNotEquals(PUBLIC, changed);
      assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(changed), changed);
    }
  }

  @ParameterizedTest
  @CsvSource({"ES384, P-384, 48", "ES512, P-521, 66"})
  void aKeyOfAnotherCurveIsReadByTheSameRules(String alg, String crv, int bytes) {
    String jwk = FreshKeys.of(alg).publicJwk();
    String x = jwk.replaceAll(".*\"x\":\"([^\"]+)\".*", "$1");
    String y = jwk.replaceAll(".*\"y\":\"([^\"]+)\".*", "$1");

    assertEquals(bytes, StrictBase64Url.decode(x).orElseThrow().length);
    for (String changed :
        List.of(
            jwk.replace(alg, "ES256"),
            jwk.replace(crv, "P-256"),
            jwk.replace(alg, "ES256").replace(crv, "P-256"),
            jwk.replace(x, y),
            jwk.replace(x, x.substring(4)),
            jwk.replace(x, "AAAA" + x))) {
      assertNotEquals(jwk, changed);
      assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(changed), changed);
    }
  }

  @Test
  void aSetIsRenderedInTheGivenOrderAndReadBack() {
    String second = FreshKeys.another("ES256").publicJwk();

    String set = JwkSets.render(List.of(PUBLIC, second));

    assertEquals("{\"keys\":[" + PUBLIC + "," + second + "]}", set);
    assertEquals(List.of(PublicJwk.parse(PUBLIC), PublicJwk.parse(second)), JwkSets.parse(set));
  }

  @Test
  void anEmptySetIsNeitherWrittenNorRead() {
    assertThrows(InvalidJwkException.class, () -> JwkSets.render(List.of()));
    assertThrows(InvalidJwkException.class, () -> JwkSets.parse("{\"keys\":[]}"));
  }

  @Test
  void aSetNeverHoldsPrivateKeysOrAKidTwice() {
    assertThrows(InvalidJwkException.class, () -> JwkSets.render(List.of(PRIVATE)));
    assertThrows(InvalidJwkException.class, () -> JwkSets.render(List.of(PUBLIC, PUBLIC)));
    assertThrows(InvalidJwkException.class, () -> JwkSets.parse("{\"keys\":[" + PRIVATE + "]}"));
    assertThrows(
        InvalidJwkException.class,
        () -> JwkSets.parse("{\"keys\":[" + PUBLIC.replace("{", "{\"d\":null,") + "]}"));
  }

  @Test
  void aSetStaysUnder48Kilobytes() {
    List<String> many =
        IntStream.range(0, 250).mapToObj(i -> FreshKeys.another("ES256").publicJwk()).toList();

    assertThrows(InvalidJwkException.class, () -> JwkSets.render(many));
  }
}
