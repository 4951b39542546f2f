package io.jotgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Public keys of other issuers. Our own codec refuses members that it does not know; they have
 * some.
 */
final class ForeignKey {
  /** What stands before the 32 bytes of an Ed25519 key (RFC 8410, 4). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private ForeignKey() {}

  /**
   * The key of a JWK: RSA, EC on P-256, or Ed25519.
   *
   * @throws GeneralSecurityException for another one
   * @throws IllegalArgumentException for a member that is not base64url
   */
  static PublicKey publicKey(JsonNode jwk) throws GeneralSecurityException {
    return switch (jwk.path("kty").asText()) {
      case "RSA" ->
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
      case "EC" -> {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        yield KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(number(jwk, "x"), number(jwk, "y")),
                    curve.getParameterSpec(ECParameterSpec.class)));
      }
      case "OKP" -> {
        byte[] point = bytes(jwk, "x");
        byte[] encoded = new byte[ED25519_PREFIX.length + point.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
        yield KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      }
      default -> throw new GeneralSecurityException("unknown kind of key");
    };
  }

  private static BigInteger number(JsonNode jwk, String member) {
    return new BigInteger(1, bytes(jwk, member));
  }

  private static byte[] bytes(JsonNode jwk, String member) {
    return Base64.getUrlDecoder().decode(jwk.path(member).asText());
  }
}
