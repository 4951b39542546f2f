package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every signature vector of Project Wycheproof (C2SP/wycheproof, Apache-2.0) for these algorithms,
 * none waived. "acceptable" leaves it to the verifier: one RSA signature whose hash lacks its NULL
 * (RFC 8017 section 9.2, note 1). A key that our rules refuse verifies nothing: those with the RSA
 * exponent 3.
 */
class WycheproofTest {

  @ParameterizedTest
  @CsvSource({
    "ES256, ecdsa_secp256r1_sha256_p1363_test, 262, 0",
    "ES384, ecdsa_secp384r1_sha384_p1363_test, 280, 0",
    "ES512, ecdsa_secp521r1_sha512_p1363_test, 318, 0",
    "EdDSA, ed25519_test, 151, 0",
    "RS256, rsa_signature_2048_sha256_test, 259, 2",
    "PS256, rsa_pss_2048_sha256_mgf1_32_test, 108, 0"
  })
  void acceptsAndRefusesWhatTheVectorsSay(String alg, String file, int count, int ofRefusedKeys) {
    int checked = 0;
    int refused = 0;
    for (Map<?, ?> group :
        Vectors.objects(Vectors.read("/wycheproof/" + file + ".json"), "testGroups")) {
      Optional<PublicJwk> key = key(alg, Vectors.object(group, "publicKey"));
      for (Map<?, ?> test : Vectors.objects(group, "tests")) {
        byte[] message = HexFormat.of().parseHex(Vectors.text(test, "msg"));
        byte[] signature = HexFormat.of().parseHex(Vectors.text(test, "sig"));
        boolean verifies = key.filter(known -> known.verifies(message, signature)).isPresent();
        if (!"acceptable".equals(test.get("result"))) {
          boolean valid = key.isPresent() && "valid".equals(test.get("result"));
          assertEquals(valid, verifies, "tcId " + test.get("tcId") + ": " + test.get("comment"));
        }
        checked++;
        refused += key.isPresent() ? 0 : 1;
      }
    }
    assertEquals(count, checked);
    assertEquals(ofRefusedKeys, refused);
  }

  private static Optional<PublicJwk> key(String alg, Map<?, ?> key) {
    String members =
        switch (alg) {
          case "ES256" -> point("P-256", 32, key);
          case "ES384" -> point("P-384", 48, key);
          case "ES512" -> point("P-521", 66, key);
          case "EdDSA" -> "\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"".formatted(bytes(key));
          default ->
              "\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\""
                  .formatted(
                      Numbers.shortest(number(key, "modulus")),
                      Numbers.shortest(number(key, "publicExponent")));
        };
    try {
      return Optional.of(
          PublicJwk.parse(
              "{\"alg\":\"%s\",\"kid\":\"none\",\"use\":\"sig\",%s}".formatted(alg, members)));
    } catch (InvalidJwkException e) {
      return Optional.empty();
    }
  }

  private static String point(String crv, int length, Map<?, ?> key) {
    return "\"crv\":\"%s\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\""
        .formatted(
            crv,
            Numbers.ofLength(number(key, "wx"), length),
            Numbers.ofLength(number(key, "wy"), length));
  }

  private static String bytes(Map<?, ?> key) {
    return StrictBase64Url.encode(HexFormat.of().parseHex(Vectors.text(key, "pk")));
  }

  private static BigInteger number(Map<?, ?> key, String name) {
    return new BigInteger(Vectors.text(key, name), 16);
  }
}
