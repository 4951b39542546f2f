package io.jotgate.issuer.config;

import io.jotgate.issuer.token.ActiveKey;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.jose.PrivateJwk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ring in force with what follows from it.
 *
 * @param ring what is published and who may sign
 * @param halves private halves by kid, of keys that this ring lets sign now or next
 * @param active the key that signs; empty: the ring has none, or its private half is not here
 * @param jwks the JWK set of the ring; empty: the ring has no key
 * @param highestEpochs highest epoch that was ever in force, by uid of the owner
 */
public record LoadedKeys(
    Optional<KeyRing> ring,
    Map<String, PrivateJwk> halves,
    Optional<ActiveKey> active,
    Optional<String> jwks,
    Map<String, Long> highestEpochs) {
  /** Nothing loaded yet. */
  public static final LoadedKeys NONE =
      new LoadedKeys(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Map.of());

  /** Keeps copies. */
  public LoadedKeys {
    halves = Map.copyOf(halves);
    highestEpochs = Map.copyOf(highestEpochs);
  }

  /** The kids of the JWK set, sorted. */
  public List<String> kids() {
    return ring.stream()
        .flatMap(loaded -> loaded.keys().stream())
        .map(key -> key.kid())
        .sorted()
        .toList();
  }
}
