package io.jotgate.keys;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * A JWK set as somebody serves it.
 *
 * @param ring from which it was rendered
 * @param kids what it contains
 * @param servedBy the pod that serves it, or the object that was mounted
 * @param loadedAt when that was, in milliseconds of the history
 */
record Jwks(KeyRing ring, Set<String> kids, String servedBy, long loadedAt) {
  static Jwks of(KeyRing ring, String servedBy, long loadedAt) {
    return new Jwks(
        ring,
        ring.keys().stream().map(SigningKey::kid).collect(Collectors.toUnmodifiableSet()),
        servedBy,
        loadedAt);
  }

  boolean isEmpty() {
    return kids.isEmpty();
  }
}
