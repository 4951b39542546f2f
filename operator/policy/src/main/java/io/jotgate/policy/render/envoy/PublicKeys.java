package io.jotgate.policy.render.envoy;

import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.PublicJwk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The key set of one issuer as Envoy gets it.
 *
 * <p>Only the members that make up the public key are copied. A key that Envoy could not use is
 * left out: one such key alone would make it keep the old set.
 */
final class PublicKeys {
  /** By key type, what Envoy looks at. It binds a token's algorithm to {@code alg} of its key. */
  private static final Map<String, List<String>> MEMBERS =
      Map.of(
          "EC", List.of("alg", "crv", "kid", "kty", "x", "y"),
          "OKP", List.of("alg", "crv", "kid", "kty", "x"),
          "RSA", List.of("alg", "e", "kid", "kty", "n"));

  /** 65537, the only exponent that our rules and those of Envoy both allow. */
  private static final String EXPONENT = "AQAB";

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

  /** Names of the keys. */
  static List<String> kids(List<String> publicJwks) {
    return publicJwks.stream()
        .flatMap(jwk -> Json.read(jwk).stream())
        .map(jwk -> Json.text(jwk.get("kid")))
        .filter(kid -> !kid.isEmpty())
        .toList();
  }

  private static Optional<Map<String, Object>> usable(String jwk) {
    Map<?, ?> found = Json.read(jwk).map(Json::map).orElse(Map.of());
    Map<String, Object> key = new TreeMap<>();
    MEMBERS
        .getOrDefault(Json.text(found.get("kty")), List.of())
        .forEach(member -> key.put(member, Json.text(found.get(member))));
    boolean verifiable = key.getOrDefault("e", EXPONENT).equals(EXPONENT) && isStrict(key);
    return verifiable ? Optional.of(key) : Optional.empty();
  }

  private static boolean isStrict(Map<String, Object> key) {
    Map<String, Object> signing = new TreeMap<>(key);
    signing.put("use", "sig");
    try {
      PublicJwk.parse(Json.write(signing));
      return true;
    } catch (InvalidJwkException e) {
      return false;
    }
  }
}
