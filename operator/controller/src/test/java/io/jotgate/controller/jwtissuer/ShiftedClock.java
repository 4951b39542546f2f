package io.jotgate.controller.jwtissuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** Runs like the clock of the system, with a difference that a test can change. */
final class ShiftedClock extends Clock {
  private final AtomicReference<Clock> shifted;

  ShiftedClock(Duration difference) {
    shifted = new AtomicReference<>(Clock.offset(Clock.systemUTC(), difference));
  }

  /** Lets time pass at once. */
  void pass(Duration time) {
    shifted.updateAndGet(clock -> Clock.offset(clock, time));
  }

  @Override
  public Instant instant() {
    return shifted.get().instant();
  }

  @Override
  public ZoneId getZone() {
    return shifted.get().getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return shifted.get().withZone(zone);
  }
}
