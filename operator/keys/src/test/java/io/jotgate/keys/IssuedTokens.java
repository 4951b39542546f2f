package io.jotgate.keys;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches a simulation for what must never happen. It supposes the worst verifier: one that uses
 * any JWKS that any replica served within the last P.
 */
final class IssuedTokens {
  /** What one replica served, from one moment until the next change. */
  private static final class Served {
    final String replica;
    final Set<String> kids;
    long until = Long.MAX_VALUE;

    Served(String replica, Set<String> kids) {
      this.replica = replica;
      this.kids = kids;
    }
  }

  private final long cacheMillis;
  private final Deque<Served> copies = new ArrayDeque<>();
  private final Map<String, Served> current = new HashMap<>();
  private final Map<String, Set<String>> sidecars = new HashMap<>();
  private final Map<String, Long> validUntil = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private boolean countsKeys = true;
  private long issued;

  IssuedTokens(long cacheMillis) {
    this.cacheMillis = cacheMillis;
  }

  List<String> violations() {
    return violations;
  }

  long issued() {
    return issued;
  }

  /** A restart keeps keys that it does not know, so their number has another bound. */
  void stopCountingKeys() {
    countsKeys = false;
  }

  /** A replica serves these kids from now on, nothing if there are none. */
  void served(String replica, Set<String> kids, long now) {
    Served before = current.get(replica);
    if (before != null && before.kids.equals(kids)) {
      return;
    }
    stopped(replica, now);
    if (kids.isEmpty()) {
      return;
    }
    Served served = new Served(replica, kids);
    current.put(replica, served);
    copies.add(served);
    refuseIfMissing("JWKS of " + replica, kids, now);
  }

  void stopped(String replica, long now) {
    Served before = current.remove(replica);
    if (before != null) {
      before.until = now;
    }
    copies.removeIf(c -> c.until < now - cacheMillis);
  }

  void sidecarLoaded(String sidecar, Set<String> kids, long now) {
    sidecars.put(sidecar, kids);
    refuseIfMissing("sidecar " + sidecar, kids, now);
  }

  /** A token that somebody may accept until then, leeway and clock errors included. */
  void issued(String replica, String kid, long now, long acceptableUntil) {
    issued++;
    validUntil.merge(kid, acceptableUntil, Math::max);
    copies.stream()
        .filter(c -> c.until > now - cacheMillis && !c.kids.contains(kid))
        .findFirst()
        .ifPresent(
            c ->
                violate(
                    now, replica + " signed with " + kid + ", unknown to a copy of " + c.replica));
    sidecars.forEach(
        (sidecar, kids) -> {
          if (!kids.contains(kid)) {
            violate(now, replica + " signed with " + kid + ", unknown to sidecar " + sidecar);
          }
        });
  }

  void ringWritten(Optional<KeyRing> before, KeyRing after, int mostKeys, long now) {
    for (SigningKey key : after.keys()) {
      String identity = keys.putIfAbsent(key.kid(), key.alg() + key.publicJwk());
      if (identity != null && !identity.equals(key.alg() + key.publicJwk())) {
        violate(now, key.kid() + " names another key");
      }
      if (gone.contains(key.kid())) {
        violate(now, key.kid() + " has come back");
      }
    }
    before.ifPresent(b -> compare(b, after, now));
    if (countsKeys && after.keys().size() > mostKeys) {
      violate(now, after.keys().size() + " keys, more than " + mostKeys);
    }
  }

  private void compare(KeyRing before, KeyRing after, long now) {
    if (after.epoch() < before.epoch()) {
      violate(now, "the epoch went back");
    }
    if (after.keys().isEmpty() && !before.keys().isEmpty()) {
      violate(now, "the JWKS became empty");
    }
    for (SigningKey old : before.keys()) {
      Optional<SigningKey> same = after.find(old.kid());
      same.filter(k -> k.state().compareTo(old.state()) < 0)
          .ifPresent(k -> violate(now, k.kid() + " went back to " + k.state()));
      if (same.isEmpty()) {
        gone.add(old.kid());
      }
    }
  }

  private void refuseIfMissing(String where, Set<String> kids, long now) {
    validUntil.values().removeIf(until -> until <= now);
    validUntil.forEach(
        (kid, until) -> {
          if (!kids.contains(kid)) {
            violate(now, where + " lacks " + kid + " for " + (until - now) + " ms too long");
          }
        });
  }

  void violate(long now, String what) {
    if (violations.size() < 3) {
      violations.add("at " + now / 1000.0 + " s: " + what);
    }
  }
}
