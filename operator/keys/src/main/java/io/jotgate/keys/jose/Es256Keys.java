package io.jotgate.keys.jose;

import io.jotgate.keys.KeyParameters;
import java.security.SecureRandom;

/** Makes signing keys for ES256 (RFC 7518 3.4): ECDSA on P-256 with SHA-256. */
public final class Es256Keys {
  /** The name of the algorithm in JWK and JWS. */
  public static final String ALG = "ES256";

  private Es256Keys() {}

  /** A fresh key pair whose kid is its RFC 7638 SHA-256 thumbprint. */
  public static GeneratedKey generate(SecureRandom random) {
    return SigningKeys.generate(KeyParameters.of(ALG), random);
  }
}
