package io.jotgate.issuer.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidsTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void holdsTheMillisecondsOfTheExampleInRfc9562() {
    Instant at = Instant.ofEpochMilli(0x017F22E279B0L);

    UUID uuid = timed(at);

    assertTrue(uuid.toString().startsWith("017f22e2-79b0-7"), uuid::toString);
    assertEquals(7, uuid.version());
    assertEquals(2, uuid.variant());
  }

  @Test
  void laterOnesSortAfterEarlierOnes() {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");

    String earlier = timed(at).toString();
    String later = timed(at.plusMillis(1)).toString();

    assertTrue(earlier.compareTo(later) < 0);
  }

  @Test
  void thoseOfOneMillisecondDiffer() {
    Set<UUID> uuids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      uuids.add(timed(Instant.EPOCH));
    }
    assertEquals(1000, uuids.size());
  }

  @Test
  void aRandomOneSaysSo() {
    UUID uuid = Uuids.random(-1, -1);

    assertEquals("ffffffff-ffff-4fff-bfff-ffffffffffff", uuid.toString());
    assertEquals("00000000-0000-4000-8000-000000000000", Uuids.random(0, 0).toString());
    assertEquals(4, uuid.version());
    assertEquals(2, uuid.variant());
  }

  private UUID timed(Instant at) {
    return Uuids.timed(at, random.nextLong(), random.nextLong());
  }
}
