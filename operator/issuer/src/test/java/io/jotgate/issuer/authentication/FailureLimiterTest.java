package io.jotgate.issuer.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureLimiterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Throttle THREE_IN_30S = new Throttle(3, 30);

  private final FailureLimiter limiter = new FailureLimiter(100);

  @Test
  void takesSoManyAtOnceAndThenOneAfterEachPartOfTheWindow() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), limiter.full(1, THREE_IN_30S, NOW));
      limiter.failed(1, THREE_IN_30S, NOW);
    }

    assertEquals(Optional.of(Duration.ofSeconds(10)), limiter.full(1, THREE_IN_30S, NOW));
    assertEquals(Optional.empty(), limiter.full(2, THREE_IN_30S, NOW));
    assertEquals(
        Optional.of(Duration.ofMillis(1)), limiter.full(1, THREE_IN_30S, NOW.plusMillis(9_999)));
    assertEquals(Optional.empty(), limiter.full(1, THREE_IN_30S, NOW.plusSeconds(10)));
  }

  @Test
  void aWindowThatDoesNotDivideTakesItsWholeCount() {
    Throttle uneven = new Throttle(7, 10);
    for (int i = 0; i < 7; i++) {
      assertEquals(Optional.empty(), limiter.full(1, uneven, NOW), "failure " + i);
      limiter.failed(1, uneven, NOW);
    }
    assertTrue(limiter.full(1, uneven, NOW).isPresent());
  }

  @Test
  void aClockThatGoesBackRefusesForNoLongerThanAWindow() {
    limiter.failed(1, THREE_IN_30S, NOW.plusSeconds(86_400));

    Optional<Duration> wait = limiter.full(1, THREE_IN_30S, NOW);

    assertTrue(wait.orElse(Duration.ZERO).compareTo(Duration.ofSeconds(30)) <= 0, wait::toString);
  }

  @Test
  void aShorterWindowIsInForceAtOnce() {
    Throttle once = new Throttle(1, 3600);
    limiter.failed(1, once, NOW);

    assertEquals(Optional.of(Duration.ofSeconds(5)), limiter.full(1, new Throttle(1, 5), NOW));
  }

  @Test
  void memoryIsBoundedHoweverManyKeysThereAre() {
    for (long key = 0; key < 100_000; key++) {
      limiter.failed(key, THREE_IN_30S, NOW);
      assertTrue(limiter.size() <= 200, () -> "size " + limiter.size());
    }
  }

  @Test
  void aKeyThatKeepsFailingIsNotForgottenForOthers() {
    Throttle many = new Throttle(50, 60);
    for (long other = 1; other <= 2000; other++) {
      limiter.failed(other, many, NOW);
      if (other % 20 == 0) {
        limiter.failed(0, many, NOW);
      }
    }

    assertTrue(limiter.full(0, many, NOW).isPresent());
  }

  /** In no time of one window are there more failures than a full bucket and what it loses. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverLetsMoreThroughThanItSays(long seed) {
    Random random = new Random(seed);
    Throttle limit = new Throttle(1 + random.nextInt(20), 1 + random.nextInt(120));
    Deque<Instant> let = new ArrayDeque<>();
    Instant now = NOW;
    for (int i = 0; i < 20_000; i++) {
      now = now.plusMillis(random.nextInt(4) == 0 ? random.nextInt(5_000) : random.nextInt(50));
      if (limiter.full(seed, limit, now).isEmpty()) {
        limiter.failed(seed, limit, now);
        let.addLast(now);
      }
      Instant since = now.minusSeconds(limit.windowSeconds());
      while (!let.isEmpty() && !let.getFirst().isAfter(since)) {
        let.removeFirst();
      }
      int most = 2 * limit.count();
      assertTrue(let.size() <= most, () -> "seed " + seed + ": " + let.size() + " of " + limit);
    }
  }
}
