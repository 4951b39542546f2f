package io.jotgate.keys;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Says that a kid was revoked and must never enter the ring again, whatever is restored.
 *
 * @param kid the revoked key
 * @param at when it was revoked
 */
public record Tombstone(String kid, Instant at) {
  /** Refuses a malformed kid. */
  public Tombstone {
    KeyChecks.kid(kid);
  }

  /** One for each kid, the first that is given; of too many the newest stay. */
  static List<Tombstone> newest(Stream<Tombstone> all) {
    Map<String, Tombstone> byKid = new TreeMap<>();
    all.forEach(t -> byKid.putIfAbsent(t.kid(), t));
    return byKid.values().stream()
        .sorted(Comparator.comparing(Tombstone::at).reversed().thenComparing(Tombstone::kid))
        .limit(KeyRing.MAX_TOMBSTONES)
        .toList();
  }
}
