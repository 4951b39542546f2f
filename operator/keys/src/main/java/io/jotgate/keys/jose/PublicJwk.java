package io.jotgate.keys.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;

/**
 * A public key for ES256 as a JWK (RFC 7517) with exactly the members kty, crv, x, y, kid, alg and
 * use. Two are equal if their canonical texts are.
 */
public final class PublicJwk {
  private static final int MAX_CHARACTERS = 4096;
  private final ECKey key;

  private PublicJwk(ECKey key) {
    this.key = key;
  }

  /**
   * Reads a public JWK.
   *
   * @throws InvalidJwkException if the text is anything else, a private JWK included
   */
  public static PublicJwk parse(String text) {
    return of(
        StrictJson.object(text, MAX_CHARACTERS)
            .orElseThrow(() -> new InvalidJwkException("a JWK is a JSON object")));
  }

  static PublicJwk of(Map<String, Object> members) {
    return new PublicJwk(EcMembers.parsePublic(members));
  }

  static PublicJwk halfOf(ECKey pair) {
    return new PublicJwk(pair.toPublicJWK());
  }

  /** The key's id. */
  public String kid() {
    return key.getKeyID();
  }

  /** The only algorithm that the key may be used with. */
  public String alg() {
    return Es256Keys.ALG;
  }

  /** RFC 7638 SHA-256 thumbprint, base64url. */
  public String thumbprint() {
    return EcMembers.thumbprint(key);
  }

  /** Canonical JSON text: members sorted, no space. */
  public String text() {
    return EcMembers.publicText(kid(), key);
  }

  /** The key for the Java security API. */
  public ECPublicKey publicKey() {
    try {
      return key.toECPublicKey();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicJwk that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
