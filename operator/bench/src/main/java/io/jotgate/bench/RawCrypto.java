package io.jotgate.bench;

import io.jotgate.bench.Contest.Contestant;
import io.jotgate.issuer.crypto.SigningProvider;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.password.PasswordHash;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

/** The crypto that an answer cannot do without, and nothing around it: limits to compare with. */
final class RawCrypto {
  /** A token without its signature is about this long. */
  private static final int SIGNED_BYTES = 560;

  private RawCrypto() {}

  /**
   * One signature over as many bytes as a token has.
   *
   * @param provider signs, or the platform's choice where it does not know the algorithm
   */
  static Contestant signature(SigningProvider provider, PrivateJwk key) {
    try {
      Signature signature = signature(jcaName(key.alg()), provider.provider());
      signature.initSign(key.privateKey());
      byte[] input = new byte[SIGNED_BYTES];
      return new Contestant(
          "raw " + key.alg() + " signature, " + signature.getProvider().getName(),
          () -> {
            signature.update(input);
            return signature.sign().length;
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One check of the right password. */
  static Contestant hash(String name, PasswordHash hash) {
    byte[] password = Passwords.bytes();
    return new Contestant(
        "raw hash, " + name,
        () -> {
          if (!hash.matches(password)) {
            throw new IllegalStateException("the password is right");
          }
          return 1;
        });
  }

  /** ECDSA with R and S side by side, as a JWS wants them: no conversion from DER. */
  private static String jcaName(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> "SHA256withECDSAinP1363Format";
      case "RS256" -> "SHA256withRSA";
      case "EdDSA" -> "Ed25519";
      default -> throw new IllegalArgumentException(algorithm + " is not measured");
    };
  }

  private static Signature signature(String name, Optional<Provider> provider)
      throws GeneralSecurityException {
    if (provider.isPresent()) {
      try {
        return Signature.getInstance(name, provider.get());
      } catch (NoSuchAlgorithmException e) {
        // The platform's, as in the token service.
      }
    }
    return Signature.getInstance(name);
  }
}
