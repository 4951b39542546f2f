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

  private NoKey() {}

  static Map<String, Object> jwk() {
    for (int counter = 0; ; counter++) {
      BigInteger x = new BigInteger(1, sha256(SEED + counter)).mod(P256.PRIME);
      BigInteger square = P256.rightSide(x);
      // The prime is 3 modulo 4, so this is a root wherever there is one.
      BigInteger y = square.modPow(P256.PRIME.add(BigInteger.ONE).shiftRight(2), P256.PRIME);
      if (y.multiply(y).mod(P256.PRIME).equals(square)) {
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
