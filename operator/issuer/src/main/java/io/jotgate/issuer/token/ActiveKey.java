package io.jotgate.issuer.token;

import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.TokenSigner;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification.Verified;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key that signs.
 *
 * @param kid its id, which the served JWKS contains
 * @param signer signs with its private half, by the algorithm of the key
 * @param maxTtl longest life of a token that it may sign: the ring keeps its public half that long
 * @param activatedAt since when it signs
 */
public record ActiveKey(String kid, TokenSigner signer, Duration maxTtl, Instant activatedAt) {
  /** The type of access tokens (RFC 9068 section 2.1). */
  public static final String TYP = "at+jwt";

  private static final Map<String, Object> PROBE = Map.of("exp", 253_402_300_799L);

  /**
   * Takes a private half into use after it has signed once and the result has verified: that finds
   * a broken provider before a client does, and the first client does not wait for class loading.
   *
   * @param provider asked first for signatures; empty: the platform's choice
   * @return empty if it does not sign, or if what it signs does not verify with the public half
   */
  public static Optional<ActiveKey> checked(
      PrivateJwk key, Optional<Provider> provider, Duration maxTtl, Instant activatedAt) {
    TokenSigner signer = new TokenSigner(key, TYP, provider);
    return signsFor(key.toPublic(), signer)
        ? Optional.of(new ActiveKey(key.kid(), signer, maxTtl, activatedAt))
        : Optional.empty();
  }

  private static boolean signsFor(PublicJwk publicHalf, TokenSigner signer) {
    try {
      String token = signer.sign(PROBE);
      return new TokenVerifier(List.of(publicHalf), TYP).verify(token, Instant.EPOCH, Duration.ZERO)
          instanceof Verified;
    } catch (IllegalStateException e) {
      // The provider cannot sign with this key.
      return false;
    }
  }

  /** Names the key only. */
  @Override
  public String toString() {
    return "ActiveKey[kid=" + kid + "]";
  }
}
