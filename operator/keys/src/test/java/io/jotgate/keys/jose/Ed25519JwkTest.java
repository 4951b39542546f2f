package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519JwkTest {
  /** The key of RFC 8037 appendix A. */
  private static final String RFC_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

  private static final String RFC_D = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
  private static final String PUBLIC = publicText(RFC_X);
  private static final String PRIVATE =
      PUBLIC.replace("\"kid\"", "\"d\":\"" + RFC_D + "\",\"kid\"");

  @Test
  void theThumbprintIsThatOfRfc8037() {
    assertEquals(
        "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", PublicJwk.parse(PUBLIC).thumbprint());
    assertEquals(PUBLIC, PrivateJwk.parse(PRIVATE).toPublic().text());
  }

  @Test
  void refusesWhateverIsNotExactlyAPublicKeyOfThisCurve() {
    List<UnaryOperator<String>> changes =
        List.of(
            jwk -> jwk.replace("EdDSA", "Ed25519"),
            jwk -> jwk.replace("EdDSA", "ES256"),
            jwk -> jwk.replace("EdDSA", "Ed448"),
            jwk -> jwk.replace("\"Ed25519\"", "\"X25519\""),
            jwk -> jwk.replace("\"Ed25519\"", "\"Ed448\""),
            jwk -> jwk.replace("OKP", "EC"),
            jwk -> jwk.replace("\"sig\"", "\"enc\""),
            jwk -> jwk.replace("{", "{\"y\":\"" + RFC_X + "\","),
            jwk -> jwk.replace("{", "{\"d\":\"" + RFC_D + "\","),
            jwk -> jwk.replace(RFC_X, RFC_X + "A"),
            jwk -> jwk.replace(RFC_X, RFC_X.substring(0, 42)),
            jwk -> jwk.replace(RFC_X, RFC_X.substring(0, 42) + "p"));

    for (UnaryOperator<String> change : changes) {
      String changed = change.apply(PUBLIC);
      assertNotEquals(PUBLIC, changed);
      assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(changed), changed);
    }
  }

  /** Under these a signature of zeros verifies for many messages. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
      })
  void refusesAPointOfSmallOrder(String hex) {
    refuses(hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // x = 0 with the sign of a negative number.
        "0100000000000000000000000000000000000000000000000000000000000080",
        // y = p + 3, which is 3 written longer.
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        // y = 2, for which the curve has no x.
        "0200000000000000000000000000000000000000000000000000000000000000",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void refusesWhatIsNoPointOrNotItsOneEncoding(String hex) {
    refuses(hex);
  }

  @Test
  void refusesAPrivateHalfOfAnotherKey() {
    String other = FreshKeys.of("EdDSA").privateJwk().replaceAll(".*\"d\":\"([^\"]+)\".*", "$1");

    for (String d : List.of(other, RFC_D.substring(0, 40), RFC_D + "AA", "")) {
      InvalidJwkException refused =
          assertThrows(
              InvalidJwkException.class, () -> PrivateJwk.parse(PRIVATE.replace(RFC_D, d)));
      assertFalse(!d.isEmpty() && refused.toString().contains(d));
    }
  }

  private static void refuses(String hex) {
    String x = StrictBase64Url.encode(HexFormat.of().parseHex(hex));
    assertThrows(InvalidJwkException.class, () -> PublicJwk.parse(publicText(x)));
  }

  private static String publicText(String x) {
    return "{\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"kid\":\"k1\",\"kty\":\"OKP\",\"use\":\"sig\",\"x\":\"%s\"}"
        .formatted(x);
  }
}
