package io.jotgate.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunningReconcilesTest {
  private final AtomicLong nanoTime = new AtomicLong(-5);
  private final RunningReconciles running = new RunningReconciles(nanoTime::get);

  @Test
  void tellsForHowLongTheOneThatBeganFirstHasBeenRunning() {
    running.started("JwtIssuer/shop/login");
    pass(Duration.ofMinutes(10));
    running.started("JwtIssuer/shop/other");
    pass(Duration.ofMinutes(5));

    assertEquals(Duration.ofMinutes(15), running.longest());
  }

  @Test
  void forgetsTheOnesThatHaveEnded() {
    running.started("JwtIssuer/shop/login");
    pass(Duration.ofMinutes(10));
    running.finished("JwtIssuer/shop/login");

    assertEquals(Duration.ZERO, running.longest());
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }
}
