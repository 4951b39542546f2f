package io.jotgate.issuer.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Checks a generated {@link ApiKey}, which is found by its id. While a key is being replaced, a
 * consumer has two of one name.
 *
 * @param name name of the credential
 * @param id the id in the key
 * @param sha256Hex SHA-256 of the whole key text, lower-case hex
 * @param notAfter when it stops being good; null: never
 */
public record KeyVerifier(String name, String id, String sha256Hex, @Nullable Instant notAfter)
    implements CredentialVerifier {
  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if one has another form
   */
  public KeyVerifier {
    Syntax.require(Syntax.NAME, name, "name");
    Syntax.require(Syntax.CREDENTIAL_ID, id, "id");
    Syntax.require(Syntax.SHA256_HEX, sha256Hex, "sha256");
  }

  /** The same key with another end. */
  public KeyVerifier until(@Nullable Instant end) {
    return new KeyVerifier(name, id, sha256Hex, end);
  }

  /** Leaves out the hash. */
  @Override
  public String toString() {
    return "KeyVerifier[name=" + name + ", id=" + id + "]";
  }
}
