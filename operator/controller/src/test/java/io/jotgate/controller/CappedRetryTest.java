package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CappedRetryTest {
  @Test
  void doublesTheDelayUpToAMinute() {
    RandomGenerator never = () -> 0L;
    var attempts = new CappedRetry(never).initExecution();

    List<Long> delays = Stream.generate(() -> attempts.nextDelay().orElseThrow()).limit(8).toList();

    assertEquals(List.of(1000L, 2000L, 4000L, 8000L, 16000L, 32000L, 60000L, 60000L), delays);
  }

  @Test
  void neverGivesUpAndNeverWaitsLongerThanAMinute() {
    long seed = 42;
    var attempts = new CappedRetry(new SplittableRandom(seed)).initExecution();

    for (int i = 0; i < 1000; i++) {
      long delay = attempts.nextDelay().orElseThrow();
      assertTrue(delay >= 750 && delay <= 60_000, "seed " + seed + ": " + delay);
      assertFalse(attempts.isLastAttempt());
    }
  }
}
