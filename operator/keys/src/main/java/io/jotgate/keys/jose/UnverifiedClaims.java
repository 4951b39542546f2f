package io.jotgate.keys.jose;

import java.util.Optional;

/**
 * What a JWT says of itself before anybody has checked its signature: good for finding the keys
 * that it has to be checked with, and for nothing else.
 */
public final class UnverifiedClaims {
  private static final int MAX_CLAIMS_BYTES = 64 * 1024;

  private UnverifiedClaims() {}

  /** A claim, if the text is a JWT in compact form, read strictly, and the claim a string. */
  public static Optional<String> text(String token, String claim) {
    return CompactJws.parse(token)
        .flatMap(jws -> StrictJson.object(jws.payload(), MAX_CLAIMS_BYTES))
        .flatMap(
            claims ->
                claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty());
  }
}
