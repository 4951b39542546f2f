package io.jotgate.controller;

import io.jotgate.controller.metrics.OperatorMetrics;
import java.time.Clock;

/**
 * What the operator measures with.
 *
 * @param clock the local clock, the only one that decides
 * @param apiServerClock how far it is from that of the API server
 * @param metrics what Prometheus is told
 */
record Instruments(Clock clock, ApiServerClock apiServerClock, OperatorMetrics metrics) {
  /** Instruments of one process. */
  static Instruments on(Clock clock) {
    var apiServerClock = new ApiServerClock(clock, System::nanoTime);
    return new Instruments(
        clock, apiServerClock, new OperatorMetrics(clock, apiServerClock::offset));
  }
}
