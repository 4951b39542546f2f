package io.jotgate.keys;

import io.jotgate.keys.SimulatedVerifier.Copy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The worst verifier that the promise allows: it uses any JWK set that any pod served to anybody
 * within the last P, whichever has the least.
 */
final class ServedCopies {
  /** What one pod served, from one moment until the next change. */
  private static final class Served {
    final Jwks jwks;
    long until = Long.MAX_VALUE;

    Served(Jwks jwks) {
      this.jwks = jwks;
    }
  }

  private final long oldest;
  private final Deque<Served> copies = new ArrayDeque<>();
  private final Map<String, Served> current = new HashMap<>();

  /** Copies live this many milliseconds. */
  ServedCopies(long oldest) {
    this.oldest = oldest;
  }

  /** A pod serves this set from now on, or none. */
  void serves(String pod, Optional<Jwks> jwks, long now) {
    Served before = current.get(pod);
    if (before != null && jwks.filter(j -> j.kids().equals(before.jwks.kids())).isPresent()) {
      return;
    }
    if (before != null) {
      before.until = now;
      current.remove(pod);
    }
    jwks.ifPresent(
        set -> {
          Served served = new Served(set);
          current.put(pod, served);
          copies.add(served);
        });
    copies.removeIf(c -> c.until < now - oldest);
  }

  /** A set that somebody may still use and that lacks this key. */
  Optional<Copy> lacking(String kid, long now) {
    return copies.stream()
        .filter(c -> c.until > now - oldest && !c.jwks.kids().contains(kid))
        .findFirst()
        .map(c -> new Copy(c.jwks, Math.min(c.until, now)));
  }
}
