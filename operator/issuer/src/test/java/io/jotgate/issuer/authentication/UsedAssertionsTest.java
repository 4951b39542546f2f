package io.jotgate.issuer.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.authentication.UsedAssertions.Use;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsedAssertionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(6);

  private final UsedAssertions used = new UsedAssertions(LIFE, 200, 100);

  @Test
  void remembersEachForAtLeastItsLife() {
    Random random = new Random(5);
    Map<Integer, Instant> first = new HashMap<>();
    Instant now = NOW;
    for (int step = 0; step < 5000; step++) {
      now = now.plusSeconds(random.nextInt(20));
      int id = random.nextInt(60);
      Instant before = first.get(id);
      Use use = used.use("client", id(id), now);
      if (before != null && now.isBefore(before.plus(LIFE))) {
        assertEquals(Use.AGAIN, use, "step " + step);
      } else if (use == Use.FIRST) {
        first.put(id, now);
      }
    }
  }

  @Test
  void oneClientTakesNoMoreThanItsPart() {
    for (int i = 0; i < 50; i++) {
      assertEquals(Use.FIRST, used.use("greedy", id(i), NOW));
    }

    assertEquals(Use.NO_ROOM, used.use("greedy", id(50), NOW));
    assertEquals(Use.FIRST, used.use("other", id(51), NOW));
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 10_000; i++) {
      used.use("client " + i, id(i), NOW.plusSeconds(i));
      assertTrue(used.size() <= 200, () -> "size " + used.size());
    }
  }

  @Test
  void aGenerationLaterThereIsRoomAgain() {
    for (int i = 0; i < 50; i++) {
      used.use("client", id(i), NOW);
    }

    assertEquals(Use.FIRST, used.use("client", id(50), NOW.plus(LIFE)));
  }

  private static ByteBuffer id(int number) {
    return ByteBuffer.allocate(4).putInt(0, number);
  }
}
