package io.jotgate.controller.revocation;

import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerSpec;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.TokenSpec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Until when a revocation is needed: as long as a token that it names can still be valid.
 *
 * <p>A key can sign whatever its holder wants, so its tokens end with the key and not by the clock.
 */
public final class RevocationEnd {
  /** lambda: largest {@code clockSkew} that a route may have. */
  private static final Duration LEEWAY = Duration.ofMinutes(2);

  private RevocationEnd() {}

  /**
   * The end; empty while nobody can foresee it, because the key that it names is published or the
   * ring of the issuer cannot be read.
   *
   * @param issuer the issuer that it names
   * @param ring the key ring of the issuer, if it can be read
   */
  public static Optional<Instant> of(
      TokenRevocation revocation, JwtIssuer issuer, Optional<KeyRing> ring) {
    if (ring.isEmpty()
        || RevokedContent.keyId(revocation).filter(kid -> hasKey(ring, kid)).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        RevokedContent.latest(revocation)
            .map(issued -> end(issued, largestLife(issuer, ring.get())))
            .orElse(Instant.EPOCH));
  }

  /**
   * Whether nothing that it names can be valid any more. While the ring cannot be read, what its
   * status says counts; only of a key nobody knows then whether it is trusted.
   */
  public static boolean isOver(
      TokenRevocation revocation, JwtIssuer issuer, Optional<KeyRing> ring, Instant now) {
    if (ring.isEmpty()) {
      return RevocationIndex.isExpired(revocation) && RevokedContent.keyId(revocation).isEmpty();
    }
    return of(revocation, issuer, ring).filter(end -> !now.isBefore(end)).isPresent();
  }

  /** The clocks of the proxy and of the operator may be slow and fast by the clock error each. */
  private static Instant end(Instant issued, Duration life) {
    return issued.plus(life).plus(LEEWAY).plus(RevokedContent.CLOCK_ERROR.multipliedBy(2));
  }

  private static boolean hasKey(Optional<KeyRing> ring, String kid) {
    return ring.stream()
        .flatMap(each -> each.keys().stream())
        .anyMatch(key -> key.kid().equals(kid));
  }

  /** What any published key was ever allowed to, or may be allowed to from now on. */
  private static Duration largestLife(JwtIssuer issuer, KeyRing ring) {
    return Stream.concat(Stream.of(maxTtl(issuer)), ring.keys().stream().map(SigningKey::maxTtl))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static Duration maxTtl(JwtIssuer issuer) {
    return Optional.ofNullable(issuer.getSpec())
        .map(JwtIssuerSpec::token)
        .map(TokenSpec::maxTTL)
        .flatMap(GoDuration::toDuration)
        .or(new GoDuration(Defaults.TOKEN_MAX_TTL)::toDuration)
        .orElseThrow();
  }
}
