package io.jotgate.issuer.token;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562 section 5.7): milliseconds since 1970, then 74 random bits. */
final class UuidV7 {
  private UuidV7() {}

  static UUID create(Instant now, SecureRandom random) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
