package io.jotgate.issuer.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Checks an API key that the user brought, of any form. It has no id in it and is found by its
 * SHA-256; so it has to be long and random.
 *
 * @param name name of the credential
 * @param sha256Hex SHA-256 of the key's UTF-8 text, lower-case hex
 * @param notAfter when it stops being good; null: never
 */
public record OpaqueKeyVerifier(String name, String sha256Hex, @Nullable Instant notAfter)
    implements CredentialVerifier {
  /** Fewest characters of a key that may be checked by a fast hash. */
  public static final int MIN_KEY_LENGTH = 32;

  private static final int ID_LENGTH = 12;

  /**
   * Checks all components.
   *
   * @throws InvalidDocumentException if one has another form
   */
  public OpaqueKeyVerifier {
    Syntax.require(Syntax.NAME, name, "name");
    Syntax.require(Syntax.SHA256_HEX, sha256Hex, "sha256");
  }

  /** The hash by which a key is found. */
  public static String hash(String key) {
    return Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
  }

  /** The first 12 digits of the hash. */
  @Override
  public String id() {
    return sha256Hex.substring(0, ID_LENGTH);
  }

  /** Leaves out the hash. */
  @Override
  public String toString() {
    return "OpaqueKeyVerifier[name=" + name + ", id=" + id() + "]";
  }
}
