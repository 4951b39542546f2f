package io.jotgate.keys.jose;

import io.jotgate.keys.jose.InvalidJwkException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A signing key as a JWK (RFC 7517) with exactly the members of a public one and those of the
 * private half: d, and for RSA also p, q, dp, dq and qi. Its text form is never part of {@link
 * #toString()} or of an exception.
 */
public final class PrivateJwk {
  private static final int MAX_CHARACTERS = 8192;
  private static final byte[] PROBE = "jotgate".getBytes(StandardCharsets.US_ASCII);

  private final KeyType type;
  private final PublicJwk publicHalf;
  private final PrivateKey key;

  private PrivateJwk(KeyType type, PublicJwk publicHalf, PrivateKey key) {
    this.type = type;
    this.publicHalf = publicHalf;
    this.key = key;
  }

  /**
   * Reads a private JWK and signs once with it.
   *
   * @throws InvalidJwkException if the text is anything else, or if its private half does not
   *     belong to its public half
   */
  public static PrivateJwk parse(String text) {
    JwkMembers members =
        StrictJson.object(text, MAX_CHARACTERS)
            .map(JwkMembers::new)
            .orElseThrow(() -> new InvalidJwkException(Reason.NOT_JSON, "a JWK is a JSON object"));
    KeyType type = PublicJwk.typeOf(members);
    Set<String> names = new HashSet<>(type.publicNames());
    names.addAll(type.privateNames());
    members.requireExactly(names);
    PublicJwk publicHalf = PublicJwk.half(type, members);
    PrivateJwk pair = new PrivateJwk(type, publicHalf, privateKey(type, members));
    if (!pair.signsForItsPublicHalf()) {
      throw new InvalidJwkException(
          Reason.PRIVATE_HALF, "the private half does not belong to the public half");
    }
    return pair;
  }

  private static PrivateKey privateKey(KeyType type, JwkMembers members) {
    try {
      return type.privateKey(members);
    } catch (GeneralSecurityException e) {
      throw new InvalidJwkException(
          Reason.PRIVATE_HALF, "this Java platform refuses the private half");
    }
  }

  private boolean signsForItsPublicHalf() {
    try {
      Signature signature = signature(Optional.empty());
      signature.update(PROBE);
      return publicHalf.verifies(PROBE, signature.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The key's id. */
  public String kid() {
    return publicHalf.kid();
  }

  /** The only algorithm that the key may be used with, as JWS headers name it. */
  public String alg() {
    return type.alg();
  }

  /** The public half. */
  public PublicJwk toPublic() {
    return publicHalf;
  }

  /** Whether this is the private half of the public key, under the same kid and algorithm. */
  public boolean matches(PublicJwk publicJwk) {
    return publicHalf.equals(publicJwk);
  }

  /** The key for the Java security API. */
  public PrivateKey privateKey() {
    return key;
  }

  /** Makes signatures of this key, for one thread. */
  Signature signature(Optional<Provider> provider) throws GeneralSecurityException {
    return type.scheme().signer(key, provider);
  }

  /** Everything but the private half. */
  @Override
  public String toString() {
    return "PrivateJwk[kid=" + kid() + ", redacted]";
  }
}
