package io.jotgate.keys.jose;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A public key for one signature algorithm as a JWK (RFC 7517, 7518, 8037) with exactly the members
 * of its key type and kid, alg and use. Two are equal if their canonical texts are.
 */
public final class PublicJwk implements VerificationKey {
  private static final int MAX_CHARACTERS = 4096;

  private final KeyType type;
  private final String kid;
  private final Map<String, String> members;
  private final PublicKey key;

  private PublicJwk(KeyType type, String kid, Map<String, String> members, PublicKey key) {
    this.type = type;
    this.kid = kid;
    this.members = members;
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
            .orElseThrow(() -> new InvalidJwkException(Reason.NOT_JSON, "a JWK is a JSON object")));
  }

  static PublicJwk of(Map<String, @Nullable Object> object) {
    JwkMembers members = new JwkMembers(object);
    KeyType type = typeOf(members);
    members.requireExactly(type.publicNames());
    return half(type, members);
  }

  static KeyType typeOf(JwkMembers members) {
    return KeyTypes.of(members.text("alg"))
        .orElseThrow(
            () ->
                new InvalidJwkException(Reason.ALGORITHM, "alg must be one of " + KeyTypes.algs()));
  }

  /** The public half of a JWK whose set of members has been checked. */
  static PublicJwk half(KeyType type, JwkMembers members) {
    members.requireSignatureUse();
    String kid = members.kid();
    try {
      PublicKey key = type.publicKey(members);
      // One value has one text, so the texts that were read are those that are written.
      return new PublicJwk(
          type,
          kid,
          type.publicNames().stream().collect(Collectors.toMap(name -> name, members::text)),
          key);
    } catch (GeneralSecurityException e) {
      throw new InvalidJwkException(Reason.UNSAFE_KEY, "this Java platform refuses the key");
    }
  }

  @Override
  public String kid() {
    return kid;
  }

  @Override
  public String alg() {
    return type.alg();
  }

  /** RFC 7638 SHA-256 thumbprint, base64url. */
  public String thumbprint() {
    return JwkText.thumbprint(type, members);
  }

  /** Canonical JSON text: members sorted, no space. */
  public String text() {
    return JwkText.of(type, kid, members);
  }

  /** The key for the Java security API. */
  public PublicKey publicKey() {
    return key;
  }

  @Override
  public boolean verifies(byte[] input, byte[] signature) {
    return signature.length == type.signatureBytes(key)
        && type.scheme().verifies(key, input, signature);
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
