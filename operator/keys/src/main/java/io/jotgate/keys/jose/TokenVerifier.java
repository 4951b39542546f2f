package io.jotgate.keys.jose;

import io.jotgate.keys.jose.Verification.Reason;
import io.jotgate.keys.jose.Verification.Refused;
import io.jotgate.keys.jose.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a JWT (RFC 7519) in compact form strictly: one text per token, the algorithm bound to
 * the key, kid and exp required, nothing in the header that brings keys or changes the rules (RFC
 * 8725). Safe for use by many threads.
 */
public final class TokenVerifier {
  private static final int MAX_CLAIMS_BYTES = 64 * 1024;

  /** 9999-12-31: later times are a mistake or an attack on arithmetic. */
  private static final long LATEST_TIME = 253_402_300_799L;

  private final TrustedKeys keys;
  private final Set<String> types;
  private final boolean typeMayBeMissing;

  /**
   * A verifier that trusts these keys.
   *
   * @param keys keys with different kids
   * @param typ the only accepted type, compared without case as RFC 7515 4.1.9 wants
   */
  public TokenVerifier(List<PublicJwk> keys, String typ) {
    this(keys, Set.of(mediaType(typ)), false);
  }

  private TokenVerifier(List<PublicJwk> keys, Set<String> types, boolean typeMayBeMissing) {
    this.keys = new TrustedKeys(keys);
    this.types = types;
    this.typeMayBeMissing = typeMayBeMissing;
  }

  /**
   * A verifier of assertions by which a client authenticates (RFC 7523): they have typ {@code
   * client-authentication+jwt}, {@code JWT} or none, so no access token is one.
   *
   * @param keys the client's keys, with different kids
   */
  public static TokenVerifier ofAssertions(List<PublicJwk> keys) {
    return new TokenVerifier(keys, Set.of("jwt", "client-authentication+jwt"), true);
  }

  /**
   * Checks one token.
   *
   * @param leeway how much the clocks of issuer and verifier may differ
   */
  public Verification verify(String token, Instant now, Duration leeway) {
    Optional<CompactJws> parsed = CompactJws.parse(token);
    if (parsed.isEmpty()) {
      return new Refused(Reason.MALFORMED);
    }
    CompactJws jws = parsed.get();
    Optional<Reason> refusal = isOfType(jws) ? keys.refusal(jws) : Optional.of(Reason.TYPE);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    return StrictJson.object(jws.payload(), MAX_CLAIMS_BYTES)
        .map(claims -> withTimes(jws, claims, now, leeway))
        .orElseGet(() -> new Refused(Reason.CLAIMS));
  }

  private boolean isOfType(CompactJws jws) {
    return jws.has("typ")
        ? jws.text("typ").filter(typ -> types.contains(mediaType(typ))).isPresent()
        : typeMayBeMissing;
  }

  private static Verification withTimes(
      CompactJws jws, Map<String, @Nullable Object> claims, Instant now, Duration leeway) {
    return refusalOfTimes(claims, now, leeway)
        .<Verification>map(Refused::new)
        .orElseGet(() -> new Verified(jws.text("kid").orElseThrow(), claims));
  }

  private static Optional<Reason> refusalOfTimes(
      Map<String, @Nullable Object> claims, Instant now, Duration leeway) {
    if (!isTime(claims, "exp")
        || (claims.containsKey("nbf") && !isTime(claims, "nbf"))
        || (claims.containsKey("iat") && !isTime(claims, "iat"))) {
      return Optional.of(Reason.TIMES);
    }
    if (!now.minus(leeway).isBefore(time(claims, "exp"))) {
      return Optional.of(Reason.EXPIRED);
    }
    if (claims.containsKey("nbf") && now.plus(leeway).isBefore(time(claims, "nbf"))) {
      return Optional.of(Reason.NOT_YET_VALID);
    }
    return Optional.empty();
  }

  private static boolean isTime(Map<String, @Nullable Object> claims, String name) {
    return claims.get(name) instanceof Long seconds && seconds >= 0 && seconds <= LATEST_TIME;
  }

  private static Instant time(Map<String, @Nullable Object> claims, String name) {
    return Instant.ofEpochSecond(claims.get(name) instanceof Long seconds ? seconds : 0);
  }

  private static String mediaType(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
  }
}
