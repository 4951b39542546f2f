package io.jotgate.issuer.model;

/**
 * What is enough to check an API key and not enough to use one.
 *
 * @param id the id in the key
 * @param sha256Hex SHA-256 of the whole key text, lower-case hex
 */
public record KeyVerifier(String id, String sha256Hex) {
  /**
   * Checks both components.
   *
   * @throws InvalidDocumentException if one has another form
   */
  public KeyVerifier {
    Syntax.require(Syntax.CREDENTIAL_ID, id, "id");
    Syntax.require(Syntax.SHA256_HEX, sha256Hex, "sha256");
  }

  /** Leaves out the hash: it identifies a key to whoever has seen the key. */
  @Override
  public String toString() {
    return "KeyVerifier[id=" + id + "]";
  }
}
