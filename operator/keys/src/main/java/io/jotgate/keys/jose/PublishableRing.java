package io.jotgate.keys.jose;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.InvalidJwkException.Reason;

/** Whether the keys of a ring can be published as they stand. */
public final class PublishableRing {
  private PublishableRing() {}

  /**
   * The ring, if each of its keys is a public key with the kid and the algorithm that the ring
   * gives it and together they are a JWK Set (RFC 7517).
   *
   * @throws InvalidJwkException otherwise; its message repeats no content
   */
  public static KeyRing check(KeyRing ring) {
    for (SigningKey key : ring.keys()) {
      PublicJwk published = PublicJwk.parse(key.publicJwk());
      if (!published.kid().equals(key.kid()) || !published.alg().equals(key.alg())) {
        throw new InvalidJwkException(
            Reason.SET, "has another kid or alg than its key in the ring");
      }
    }
    if (!ring.keys().isEmpty()) {
      JwkSets.render(ring.publicJwks());
    }
    return ring;
  }
}
