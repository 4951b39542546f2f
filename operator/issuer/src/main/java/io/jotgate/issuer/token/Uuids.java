package io.jotgate.issuer.token;

import java.time.Instant;
import java.util.UUID;

/**
 * UUIDs (RFC 9562) from random bits of ours instead of the source that {@link UUID} holds on to.
 */
final class Uuids {
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Uuids() {}

  /** Version 4 (section 5.4): 122 of these 128 random bits. */
  static UUID random(long high, long low) {
    return new UUID((high & ~0xF000L) | 0x4000L, (low >>> 2) | VARIANT);
  }

  /** Version 7 (section 5.7): milliseconds since 1970, then 74 of these 128 random bits. */
  static UUID timed(Instant at, long high, long low) {
    return new UUID((at.toEpochMilli() << 16) | 0x7000L | (high & 0xFFFL), (low >>> 2) | VARIANT);
  }
}
