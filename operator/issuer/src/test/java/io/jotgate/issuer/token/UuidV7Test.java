package io.jotgate.issuer.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {
  private final SecureRandom random = new SecureRandom();

  @Test
  void holdsTheMillisecondsOfTheExampleInRfc9562() {
    Instant at = Instant.ofEpochMilli(0x017F22E279B0L);

    UUID uuid = UuidV7.create(at, random);

    assertTrue(uuid.toString().startsWith("017f22e2-79b0-7"), uuid::toString);
    assertEquals(7, uuid.version());
    assertEquals(2, uuid.variant());
  }

  @Test
  void laterOnesSortAfterEarlierOnes() {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");

    String earlier = UuidV7.create(at, random).toString();
    String later = UuidV7.create(at.plusMillis(1), random).toString();

    assertTrue(earlier.compareTo(later) < 0);
  }

  @Test
  void thoseOfOneMillisecondDiffer() {
    Set<UUID> uuids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      uuids.add(UuidV7.create(Instant.EPOCH, random));
    }
    assertEquals(1000, uuids.size());
  }
}
