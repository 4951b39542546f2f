package io.jotgate.controller.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that the operator tells Prometheus. Labels have bounded, public values. */
public final class OperatorMetrics {
  private static final double MILLIS = 1_000;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter reconciles;
  private final KeyMetrics keys;
  private final RunningReconciles running = new RunningReconciles(System::nanoTime);

  /** How a reconcile ended. */
  public enum Outcome {
    /** It did what was due. */
    SUCCESS,
    /** It failed and will be tried again. */
    FAILURE
  }

  /**
   * Metrics of one process.
   *
   * @param clock for ages
   * @param clockOffset local time minus the time of the API server, if known
   */
  public OperatorMetrics(InstantSource clock, Supplier<Optional<Duration>> clockOffset) {
    this.keys = new KeyMetrics(registry, clock);
    this.reconciles =
        Counter.builder()
            .name("jotgate_operator_reconciles_total")
            .help("Reconciles by kind of the resource and by outcome.")
            .labelNames("kind", "outcome")
            .register(registry);
    GaugeWithCallback.builder()
        .name("jotgate_operator_longest_running_reconcile_seconds")
        .help("How long the reconcile that began first has been running; 0 if none runs.")
        .callback(out -> out.call(running.longest().toMillis() / MILLIS))
        .register(registry);
    GaugeWithCallback.builder()
        .name("jotgate_operator_clock_offset_seconds")
        .help("Clock of the operator minus clock of the API server; absent while not known.")
        .callback(
            out -> clockOffset.get().ifPresent(offset -> out.call(offset.toMillis() / MILLIS)))
        .register(registry);
  }

  /** The metrics of keys. */
  public KeyMetrics keys() {
    return keys;
  }

  /** The reconciles that run now. */
  public RunningReconciles running() {
    return running;
  }

  /** Counts a reconcile. */
  public void reconciled(String kind, Outcome outcome) {
    reconciles.labelValues(kind, outcome.name().toLowerCase(Locale.ROOT)).inc();
  }

  /** Everything in the text format of Prometheus. */
  public String scrape() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
