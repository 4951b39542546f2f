package io.jotgate.keys.jose;

import io.jotgate.keys.KeyParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * Makes signing keys: ES256, ES384, ES512, RS256, RS384, RS512, PS256, PS384, PS512 (RFC 7518) and
 * EdDSA with Ed25519 (RFC 8037).
 */
public final class SigningKeys {
  private static final String ED25519 = "Ed25519";

  private SigningKeys() {}

  /** The JWS names of the algorithms that keys can be made for, sorted. */
  public static List<String> algs() {
    return KeyTypes.algs();
  }

  /**
   * The parameters of a key for an algorithm as people choose it.
   *
   * @param algorithm JWS name; {@code Ed25519} stands for {@code EdDSA}, the name that proxies
   *     verify
   * @param rsaBits bits of the modulus where the algorithm is one of RSA, else without meaning
   */
  public static KeyParameters parameters(String algorithm, int rsaBits) {
    String alg = algorithm.equals(ED25519) ? Ed25519KeyType.EDDSA.alg() : algorithm;
    boolean rsa = KeyTypes.of(alg).filter(RsaKeyType.class::isInstance).isPresent();
    return new KeyParameters(alg, rsa ? rsaBits : 0);
  }

  /**
   * A fresh key pair whose kid is its RFC 7638 SHA-256 thumbprint. It has signed once, and the
   * signature has verified.
   *
   * @throws IllegalArgumentException if the algorithm or the size is not on the list
   */
  public static GeneratedKey generate(KeyParameters parameters, SecureRandom random) {
    KeyType type =
        KeyTypes.of(parameters.alg())
            .orElseThrow(
                () -> new IllegalArgumentException("keys are made for " + KeyTypes.algs()));
    try {
      Map<String, String> members = type.generate(parameters.size(), random);
      String kid = JwkText.thumbprint(type, members);
      String privateJwk = JwkText.of(type, kid, members);
      return new GeneratedKey(
          kid, type.alg(), PrivateJwk.parse(privateJwk).toPublic().text(), privateJwk);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform cannot make keys for " + type.alg(), e);
    }
  }
}
