package io.jotgate.policy.render.envoy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * A public key whose private half nobody has ever known.
 *
 * <p>Envoy rejects a key set without a usable key and goes on with the old one, so "no key is
 * trusted" has to be a key. This one is the first point of P-256 whose x is a hash of a text: its
 * logarithm is unknown, and it is the same everywhere.
 */
final class NoKey {
  private static final String SEED = "jotgate: no key is trusted ";

  /** P-256 (FIPS 186-5): y^2 = x^3 - 3x + b modulo this prime. */
  private static final BigInteger PRIME =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

  private NoKey() {}

  static Map<String, Object> jwk() {
    for (int counter = 0; ; counter++) {
      BigInteger x = new BigInteger(1, sha256(SEED + counter)).mod(PRIME);
      BigInteger square = rightSide(x);
      // The prime is 3 modulo 4, so this is a root wherever there is one.
      BigInteger y = square.modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
      if (y.multiply(y).mod(PRIME).equals(square)) {
        return Map.of(
            "alg",
            "ES256",
            "crv",
            "P-256",
            "kid",
            "none",
            "kty",
            "EC",
            "x",
            coordinate(x),
            "y",
            coordinate(y));
      }
    }
  }

  private static BigInteger rightSide(BigInteger x) {
    return x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(PRIME);
  }

  private static String coordinate(BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] unsigned = new byte[32];
    int length = Math.min(signed.length, unsigned.length);
    byte[] tail = Arrays.copyOfRange(signed, signed.length - length, signed.length);
    System.arraycopy(tail, 0, unsigned, unsigned.length - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
