package io.jotgate.keys;

import java.time.Instant;

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
}
