package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One key that Envoy cannot read makes it keep all the old ones, revoked ones included. */
class PublicKeysTest {
  private final String good = new TestIssuer("login", "orders-api").publicJwk();
  private final String alone = PublicKeys.jwks(List.of(good));

  @Test
  void leavesOutAKeyWhoseCoordinatesAreNotStrictBase64Url() {
    String padded = good.replaceFirst("\"x\":\"([^\"]*)\"", "\"x\":\"$1=\"");
    String plain = good.replaceFirst("\"y\":\"[^\"]*\"", "\"y\":\"+/\"");

    assertEquals(alone, PublicKeys.jwks(List.of(padded, good, plain)));
  }

  @Test
  void hasAKeyThatNobodyHoldsWhenNoneIsLeft() {
    assertTrue(PublicKeys.jwks(List.of("{}")).contains("\"kid\":\"none\""));
  }

  @ParameterizedTest
  @MethodSource("io.jotgate.policy.TestIssuer#algorithms")
  void handsOnAKeyOfEveryAlgorithmAsItIs(String alg) {
    String jwk = TestIssuer.signingBy(alg, "login", "orders-api").publicJwk();

    String copied = "{\"keys\":[" + jwk.replace(",\"use\":\"sig\"", "") + "]}";

    assertEquals(copied, PublicKeys.jwks(List.of(jwk)));
  }

  /** What Envoy rejects, or would take for something else, by key type. */
  @ParameterizedTest
  @CsvSource({
    "EdDSA, EdDSA, Ed25519",
    "EdDSA, EdDSA, ES256",
    "EdDSA, OKP, RSA",
    "ES384, ES384, ES256",
    "ES512, P-521, P-384",
    "RS256, RS256, HS256",
    "RS256, RS256, RS1",
    "RS256, RS256, ''",
    "PS256, AQAB, Aw",
    "PS256, AQAB, AQAF"
  })
  void leavesOutAKeyThatEnvoyCouldNotUse(String alg, String text, String replacement) {
    String jwk = TestIssuer.signingBy(alg, "login", "orders-api").publicJwk();
    String changed = jwk.replace(text, replacement);

    assertNotEquals(jwk, changed);
    assertEquals(alone, PublicKeys.jwks(List.of(changed, good)));
  }
}
