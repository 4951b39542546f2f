package io.jotgate.policy.render.envoy;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The key set of one issuer as Envoy gets it.
 *
 * <p>Only the members that make up the public key are copied. A key that Envoy could not use is
 * left out: one such key alone would make it keep the old set.
 */
final class PublicKeys {
  private PublicKeys() {}

  /** A JWK Set (RFC 7517) with at least one key. */
  static String jwks(List<String> publicJwks) {
    List<Map<String, Object>> usable =
        publicJwks.stream()
            .map(PublicKeys::usable)
            .flatMap(Optional::stream)
            .sorted((a, b) -> Json.write(a).compareTo(Json.write(b)))
            .toList();
    return Json.write(Map.of("keys", usable.isEmpty() ? List.of(NoKey.jwk()) : usable));
  }

  private static Optional<Map<String, Object>> usable(String jwk) {
    Map<?, ?> key = Json.read(jwk).map(found -> (Map<?, ?>) found).orElse(Map.of());
    String kid = Json.text(key.get("kid"));
    String x = Json.text(key.get("x"));
    String y = Json.text(key.get("y"));
    boolean es256 =
        Objects.equals(key.get("kty"), "EC")
            && Objects.equals(key.get("crv"), "P-256")
            && Objects.equals(key.get("alg"), "ES256");
    if (!es256 || kid.isEmpty() || !P256.contains(number(x), number(y))) {
      return Optional.empty();
    }
    return Optional.of(
        Map.of("alg", "ES256", "crv", "P-256", "kid", kid, "kty", "EC", "x", x, "y", y));
  }

  private static BigInteger number(String coordinate) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(coordinate);
      // Java also reads padding and stray bits, Envoy may not.
      String strict = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      return bytes.length == 32 && strict.equals(coordinate)
          ? new BigInteger(1, bytes)
          : P256.PRIME;
    } catch (IllegalArgumentException e) {
      return P256.PRIME;
    }
  }
}
