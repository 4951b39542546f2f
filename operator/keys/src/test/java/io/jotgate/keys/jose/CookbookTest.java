package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The signatures of RFC 7520 section 4 and RFC 8037 appendix A.4, with the private keys that made
 * them (ietf-jose/cookbook, public domain).
 */
class CookbookTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4_1.rsa_v15_signature",
        "4_2.rsa-pss_signature",
        "4_3.ecdsa_signature",
        "curve25519.ed25519_signature"
      })
  void theSignatureOfTheBookVerifiesAndEachOtherDoesNot(String chapter) {
    Map<String, Object> book = Vectors.read("/jose-cookbook/" + chapter + ".json");
    PublicJwk key = key(book).toPublic();
    byte[] signature = signature(book);

    assertTrue(key.verifies(input(book), signature));

    signature[signature.length - 1] ^= 1;
    assertFalse(key.verifies(input(book), signature));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4_1.rsa_v15_signature", "curve25519.ed25519_signature"})
  void whereAMessageHasOneSignatureOursIsThatOfTheBook(String chapter)
      throws GeneralSecurityException {
    Map<String, Object> book = Vectors.read("/jose-cookbook/" + chapter + ".json");

    Signature ours = key(book).signature(Optional.empty());
    ours.update(input(book));

    assertArrayEquals(signature(book), ours.sign());
  }

  /** The book's key, with the members that our keys have besides. */
  private static PrivateJwk key(Map<String, Object> book) {
    Map<?, ?> input = Vectors.object(book, "input");
    Map<String, String> members = new TreeMap<>();
    Vectors.object(input, "key")
        .forEach((name, value) -> members.put(String.valueOf(name), String.valueOf(value)));
    KeyType type = KeyTypes.of(Vectors.text(input, "alg")).orElseThrow();
    return PrivateJwk.parse(JwkText.of(type, "book", members));
  }

  private static byte[] input(Map<String, Object> book) {
    return Vectors.text(Vectors.object(book, "signing"), "sig-input")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] signature(Map<String, Object> book) {
    return StrictBase64Url.decode(Vectors.text(Vectors.object(book, "signing"), "sig"))
        .orElseThrow();
  }
}
