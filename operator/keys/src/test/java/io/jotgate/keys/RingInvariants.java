package io.jotgate.keys;

import io.jotgate.keys.jose.JwkSets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of every ring that is written, whatever happens. */
final class RingInvariants {
  private final Map<String, String> keys = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> revoked = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private final VirtualTime time;
  private final int mostKeys;
  private boolean countsKeys = true;
  private int most;

  RingInvariants(VirtualTime time, int mostKeys) {
    this.time = time;
    this.mostKeys = mostKeys;
  }

  List<String> violations() {
    return violations;
  }

  /** A backup was restored: what was removed may come back to verify, what was revoked may not. */
  void pastComesBack() {
    gone.clear();
    countsKeys = false;
  }

  /** The most keys that a ring ever had. */
  int mostKeys() {
    return most;
  }

  /** A restart keeps keys that it does not know, so their number has another bound. */
  void stopCountingKeys() {
    countsKeys = false;
  }

  void written(Optional<KeyRing> before, KeyRing after) {
    for (SigningKey key : after.keys()) {
      String identity = keys.putIfAbsent(key.kid(), key.alg() + key.publicJwk());
      if (identity != null && !identity.equals(key.alg() + key.publicJwk())) {
        violate(key.kid() + " names another key");
      }
      if (gone.contains(key.kid()) || revoked.contains(key.kid())) {
        violate(key.kid() + " has come back");
      }
    }
    after.tombstones().forEach(t -> revoked.add(t.kid()));
    if (before.isEmpty() || !before.get().publicJwks().equals(after.publicJwks())) {
      publishable(after);
    }
    before.ifPresent(b -> compare(b, after));
    most = Math.max(most, after.keys().size());
    if (countsKeys && after.keys().size() > mostKeys) {
      violate(after.keys().size() + " keys, more than " + mostKeys);
    }
  }

  private void publishable(KeyRing ring) {
    if (!ring.keys().isEmpty()) {
      JwkSets.parse(JwkSets.render(ring.publicJwks()));
    }
  }

  private void compare(KeyRing before, KeyRing after) {
    if (after.epoch() < before.epoch()) {
      violate("the epoch went back");
    }
    if (after.keys().isEmpty() && !before.keys().isEmpty()) {
      violate("the JWKS became empty");
    }
    for (SigningKey old : before.keys()) {
      Optional<SigningKey> same = after.find(old.kid());
      same.filter(k -> k.state().compareTo(old.state()) < 0)
          .ifPresent(k -> violate(k.kid() + " went back to " + k.state()));
      if (same.isEmpty()) {
        gone.add(old.kid());
      }
    }
  }

  private void violate(String what) {
    if (violations.size() < 3) {
      violations.add("at " + time.now() / 1000.0 + " s: " + what);
    }
  }
}
