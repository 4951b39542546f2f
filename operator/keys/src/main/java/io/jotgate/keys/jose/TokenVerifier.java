package io.jotgate.keys.jose;

import io.jotgate.keys.jose.Verification.Reason;
import io.jotgate.keys.jose.Verification.Refused;
import io.jotgate.keys.jose.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies a compact JWS (RFC 7515 3.1) strictly: one text per token, the algorithm bound to the
 * key, kid and exp required, nothing in the header that brings keys or changes the rules (RFC
 * 8725). Safe for use by many threads.
 */
public final class TokenVerifier {
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int MAX_TOKEN_CHARACTERS = 64 * 1024;
  private static final Set<String> FORBIDDEN =
      Set.of("crit", "b64", "zip", "enc", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256");

  /** 9999-12-31: later times are a mistake or an attack on arithmetic. */
  private static final long LATEST_TIME = 253_402_300_799L;

  private final Map<String, PublicJwk> keys;
  private final String typ;

  /**
   * A verifier that trusts these keys.
   *
   * @param keys keys with different kids
   * @param typ the only accepted type, compared without case as RFC 7515 4.1.9 wants
   */
  public TokenVerifier(List<PublicJwk> keys, String typ) {
    this.keys =
        keys.stream().collect(Collectors.toUnmodifiableMap(PublicJwk::kid, Function.identity()));
    this.typ = mediaType(typ);
  }

  /**
   * Checks one token.
   *
   * @param leeway how much the clocks of issuer and verifier may differ
   */
  public Verification verify(String token, Instant now, Duration leeway) {
    String[] parts = token.length() > MAX_TOKEN_CHARACTERS ? new String[0] : token.split("\\.", -1);
    if (parts.length != 3) {
      return new Refused(Reason.MALFORMED);
    }
    Optional<Map<String, Object>> header = object(parts[0], MAX_HEADER_BYTES);
    Optional<Map<String, Object>> claims = object(parts[1], MAX_TOKEN_CHARACTERS);
    Optional<byte[]> signature = StrictBase64Url.decode(parts[2]);
    if (header.isEmpty() || claims.isEmpty() || signature.isEmpty()) {
      return new Refused(Reason.MALFORMED);
    }
    return refusalOfHeader(header.get())
        .or(() -> refusalOfSignature(header.get(), parts, signature.get()))
        .or(() -> refusalOfTimes(claims.get(), now, leeway))
        .<Verification>map(Refused::new)
        .orElseGet(() -> new Verified(String.valueOf(header.get().get("kid")), claims.get()));
  }

  private Optional<Reason> refusalOfHeader(Map<String, Object> header) {
    if (header.keySet().stream().anyMatch(FORBIDDEN::contains)) {
      return Optional.of(Reason.FORBIDDEN_HEADER);
    }
    if (!(header.get("typ") instanceof String type) || !mediaType(type).equals(typ)) {
      return Optional.of(Reason.TYPE);
    }
    if (!(header.get("kid") instanceof String kid) || !keys.containsKey(kid)) {
      return Optional.of(Reason.UNKNOWN_KEY);
    }
    return keys.get(kid).alg().equals(header.get("alg"))
        ? Optional.empty()
        : Optional.of(Reason.ALGORITHM);
  }

  private Optional<Reason> refusalOfSignature(
      Map<String, Object> header, String[] parts, byte[] signature) {
    PublicJwk key = keys.get(String.valueOf(header.get("kid")));
    byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return key != null && key.verifies(input, signature)
        ? Optional.empty()
        : Optional.of(Reason.SIGNATURE);
  }

  private static Optional<Reason> refusalOfTimes(
      Map<String, Object> claims, Instant now, Duration leeway) {
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

  private static boolean isTime(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof Long seconds && seconds >= 0 && seconds <= LATEST_TIME;
  }

  private static Instant time(Map<String, Object> claims, String name) {
    return Instant.ofEpochSecond(claims.get(name) instanceof Long seconds ? seconds : 0);
  }

  private static Optional<Map<String, Object>> object(String encoded, int maxBytes) {
    return StrictBase64Url.decode(encoded).flatMap(bytes -> StrictJson.object(bytes, maxBytes));
  }

  private static String mediaType(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
  }
}
