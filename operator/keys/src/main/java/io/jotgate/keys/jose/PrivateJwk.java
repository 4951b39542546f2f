package io.jotgate.keys.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.security.interfaces.ECPrivateKey;

/**
 * A signing key for ES256 as a JWK (RFC 7517) with exactly the members of a public one and d. Its
 * text form is never part of {@link #toString()} or of an exception.
 */
public final class PrivateJwk {
  private static final int MAX_CHARACTERS = 4096;
  private final ECKey key;

  private PrivateJwk(ECKey key) {
    this.key = key;
  }

  /**
   * Reads a private JWK.
   *
   * @throws InvalidJwkException if the text is anything else, or if its private half does not
   *     belong to its public half
   */
  public static PrivateJwk parse(String text) {
    return new PrivateJwk(
        EcMembers.parsePrivate(
            StrictJson.object(text, MAX_CHARACTERS)
                .orElseThrow(() -> new InvalidJwkException("a JWK is a JSON object"))));
  }

  /** The key's id. */
  public String kid() {
    return key.getKeyID();
  }

  /** The only algorithm that the key may be used with. */
  public String alg() {
    return Es256Keys.ALG;
  }

  /** The public half. */
  public PublicJwk toPublic() {
    return PublicJwk.halfOf(key);
  }

  /** Whether this is the private half of the public key, under the same kid and algorithm. */
  public boolean matches(PublicJwk publicJwk) {
    return toPublic().equals(publicJwk);
  }

  /** The key for the Java security API. */
  public ECPrivateKey privateKey() {
    try {
      return key.toECPrivateKey();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /** Everything but the private half. */
  @Override
  public String toString() {
    return "PrivateJwk[kid=" + kid() + ", redacted]";
  }
}
