package io.jotgate.issuer.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Checks a password by its slow hash. The user name is the client id.
 *
 * @param name name of the credential
 * @param hash an Argon2id hash in PHC string form or a bcrypt hash, within the bounds of {@link
 *     PasswordHashSyntax}: whoever writes it decides what one login costs
 * @param notAfter when it stops being good; null: never
 */
public record PasswordVerifier(String name, String hash, @Nullable Instant notAfter)
    implements CredentialVerifier {
  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if one has another form, or the hash costs too much
   */
  public PasswordVerifier {
    Syntax.require(Syntax.NAME, name, "name");
    PasswordHashSyntax.require(hash, "hash");
  }

  /** The first 12 digits of the SHA-256 of the hash, which has a random salt in it. */
  @Override
  public String id() {
    return Sha256.shortId(hash);
  }

  /** Leaves out the hash. */
  @Override
  public String toString() {
    return "PasswordVerifier[name=" + name + ", id=" + id() + "]";
  }
}
