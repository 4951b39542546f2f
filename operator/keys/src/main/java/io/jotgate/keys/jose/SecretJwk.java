package io.jotgate.keys.jose;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared secret for HMAC with SHA-2 as a JWK of type {@code oct} (RFC 7518 sections 3.2 and 6.4).
 * Whoever verifies with it can also sign, so no {@link TokenVerifier} takes one.
 */
public final class SecretJwk implements VerificationKey {
  private static final Map<String, Integer> BYTES_BY_ALG =
      Map.of("HS256", 32, "HS384", 48, "HS512", 64);

  private final String kid;
  private final String alg;
  private final SecretKeySpec key;

  private SecretJwk(String kid, String alg, SecretKeySpec key) {
    this.kid = kid;
    this.alg = alg;
    this.key = key;
  }

  /**
   * Reads the secret; a shorter one than the hash is refused (RFC 7518 section 3.2).
   *
   * @throws InvalidJwkException if the members are no such secret
   */
  static SecretJwk of(JwkMembers members) {
    members.requireValue("kty", "oct");
    String alg = members.text("alg");
    Integer fewest = BYTES_BY_ALG.get(alg);
    if (fewest == null) {
      throw new InvalidJwkException(
          InvalidJwkException.Reason.ALGORITHM,
          "alg must be one of " + BYTES_BY_ALG.keySet().stream().sorted().toList());
    }
    byte[] secret = members.bytes("k");
    if (secret.length < fewest) {
      throw new InvalidJwkException(
          InvalidJwkException.Reason.UNSAFE_KEY, "k has fewer bytes than the hash");
    }
    return new SecretJwk(
        members.kid(), alg, new SecretKeySpec(secret, "HmacSHA" + alg.substring(2)));
  }

  @Override
  public String kid() {
    return kid;
  }

  @Override
  public String alg() {
    return alg;
  }

  @Override
  public boolean verifies(byte[] input, byte[] signature) {
    return MessageDigest.isEqual(mac(input), signature);
  }

  /** The authentication code of these bytes. */
  byte[] mac(byte[] input) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-2", e);
    }
  }

  /** Everything but the secret. */
  @Override
  public String toString() {
    return "SecretJwk[kid=" + kid + ", redacted]";
  }
}
