package io.jotgate.controller.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which reconciles run now and for how long. One that never ends keeps its resource from being
 * looked at for good: an answer of the API server whose body stalls has no time-out in the client.
 */
public final class RunningReconciles {
  private final Map<String, Long> since = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /**
   * None runs.
   *
   * @param nanoTime a clock that nobody sets, like {@link System#nanoTime()}
   */
  public RunningReconciles(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A reconcile of this resource begins. */
  public void started(String resource) {
    since.put(resource, nanoTime.getAsLong());
  }

  /** It has ended, well or not. */
  public void finished(String resource) {
    since.remove(resource);
  }

  /** How long the one that began first has been running; zero if none runs. */
  public Duration longest() {
    long now = nanoTime.getAsLong();
    return Duration.ofNanos(since.values().stream().mapToLong(s -> now - s).max().orElse(0));
  }
}
