package io.jotgate.keys.jose;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** Makes signing keys for ES256 (RFC 7518 3.4): ECDSA on P-256 with SHA-256. */
public final class Es256Keys {
  /** The name of the algorithm in JWK and JWS. */
  public static final String ALG = "ES256";

  private Es256Keys() {}

  /** A fresh key pair whose kid is its RFC 7638 SHA-256 thumbprint. */
  public static GeneratedKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      ECKey key =
          new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
              .privateKey((ECPrivateKey) pair.getPrivate())
              .build();
      String kid = EcMembers.thumbprint(key);
      return new GeneratedKey(
          kid, ALG, EcMembers.publicText(kid, key), EcMembers.privateText(kid, key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform cannot make P-256 keys", e);
    }
  }
}
