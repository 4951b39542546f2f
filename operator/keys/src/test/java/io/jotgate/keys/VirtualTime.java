package io.jotgate.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** A clock that jumps from event to event: a history takes as long as its events, not its time. */
final class VirtualTime {
  private record Event(long at, long order, Runnable what) {}

  private static final Instant START = PlannedIssuer.START;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private long now;
  private long order;

  /** Milliseconds since the history began. */
  long now() {
    return now;
  }

  /** What a clock with this error reads. */
  Instant clock(long errorMillis) {
    return START.plusMillis(now + errorMillis);
  }

  /** The true time of what such a clock reads. */
  static long trueTime(Instant read, long errorMillis) {
    return read.toEpochMilli() - START.toEpochMilli() - errorMillis;
  }

  void after(long delay, Runnable what) {
    events.add(new Event(now + Math.max(0, delay), order++, what));
  }

  void run(Duration length) {
    run(length, () -> false);
  }

  /** Runs for this long, or until something is reached. */
  void run(Duration atMost, BooleanSupplier reached) {
    long end = now + atMost.toMillis();
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.remove();
      now = event.at();
      event.what().run();
      if (reached.getAsBoolean()) {
        return;
      }
    }
    now = end;
  }
}
