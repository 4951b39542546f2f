package io.jotgate.keys;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person's request to take keys back at once.
 *
 * @param id how the ring remembers that it was handled
 * @param kid the key, or nothing for every key
 */
record RevokeRequest(String id, Optional<String> kid) {
  /** Begins the ids of these requests, so that they are never taken for those of a rotation. */
  static final String ID_PREFIX = "revoke:";

  private static final String ALL = "all";

  /** Reads a value: a kid, {@code all}, or {@code all:} and anything. */
  static RevokeRequest of(String value) {
    boolean all = value.equals(ALL) || value.startsWith(ALL + ":");
    return new RevokeRequest(
        ID_PREFIX + RotationRequest.idOf(value), all ? Optional.empty() : Optional.of(value));
  }

  /** Whether it has had its effect; a kid that is revoked already needs nothing more. */
  boolean handledBy(KeyRing ring) {
    return ring.handledRequests().contains(id)
        || kid.filter(k -> ring.tombstones().stream().anyMatch(t -> t.kid().equals(k))).isPresent();
  }

  /** The published or reserved keys that it names. */
  Set<String> kidsIn(KeyRing ring) {
    List<String> known = ring.knownKids();
    return known.stream()
        .filter(k -> kid.isEmpty() || kid.get().equals(k))
        .collect(Collectors.toUnmodifiableSet());
  }
}
