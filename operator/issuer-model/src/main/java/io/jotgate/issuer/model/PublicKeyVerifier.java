package io.jotgate.issuer.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks assertions that a client signs with a private key of its own (RFC 7523, {@code
 * private_key_jwt}). A credential has several while the client changes its key.
 *
 * @param name name of the credential
 * @param publicJwk the public key, a JSON object (RFC 7517)
 * @param notAfter when it stops being good; null: never
 */
public record PublicKeyVerifier(String name, String publicJwk, @Nullable Instant notAfter)
    implements CredentialVerifier {
  static final int MAX_JWK = 4096;

  private static final List<String> PRIVATE = List.of("d", "dp", "dq", "k", "oth", "p", "q", "qi");

  /**
   * Checks all components. Whether the key is a good one is for the code that uses it to say.
   *
   * @throws InvalidDocumentException if one has another form, or the key has a private member
   */
  public PublicKeyVerifier {
    Syntax.require(Syntax.NAME, name, "name");
    StrictObject jwk = StrictJson.object(publicJwk, MAX_JWK);
    jwk.string("kty", 8);
    if (PRIVATE.stream().anyMatch(jwk::has)) {
      throw new InvalidDocumentException("jwk", "has a private member");
    }
  }

  /** The first 12 digits of the SHA-256 of the key's text. */
  @Override
  public String id() {
    return Sha256.shortId(publicJwk);
  }

  /** Names it. */
  @Override
  public String toString() {
    return "PublicKeyVerifier[name=" + name + ", id=" + id() + "]";
  }
}
