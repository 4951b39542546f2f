package io.jotgate.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token.
 *
 * @param issuedBy the pod that signed it, and by what
 * @param issuedAt true time of issue in milliseconds of the history
 * @param notBefore claims nbf and iat
 * @param expires claim exp
 * @param signed the compact JWS, for the tokens that are signed for real
 */
record SimulatedToken(
    String kid,
    Jwks issuedBy,
    long issuedAt,
    Instant notBefore,
    Instant expires,
    Optional<String> signed) {
  boolean isValid(Instant clock, Duration leeway) {
    return clock.minus(leeway).isBefore(expires) && !clock.plus(leeway).isBefore(notBefore);
  }
}
