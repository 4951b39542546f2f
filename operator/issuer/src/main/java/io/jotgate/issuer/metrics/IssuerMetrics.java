package io.jotgate.issuer.metrics;

import io.jotgate.issuer.config.LoadedState;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Counters of what was decided and gauges of what is loaded. Labels have bounded, public values.
 */
public final class IssuerMetrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter issued;
  private final Counter refused;
  private final Counter authentications;
  private final Counter loadProblems;
  private final Counter connectionsRefused;
  private final Supplier<LoadedState> state;

  /**
   * Metrics of one process.
   *
   * @param state what is in force, asked at each scrape
   * @param clock for ages
   * @param version of this program
   * @param cryptoProvider that is asked first for signatures
   */
  public IssuerMetrics(
      Supplier<LoadedState> state, InstantSource clock, String version, String cryptoProvider) {
    this.state = state;
    Info.builder()
        .name("jotgate_issuer_build_info")
        .help("Version of the token service and the crypto provider that signs.")
        .labelNames("crypto_provider", "version")
        .register(registry)
        .addLabelValues(cryptoProvider, version);
    issued = counter("jotgate_issuer_tokens_issued_total", "Tokens issued.");
    refused =
        counter("jotgate_issuer_requests_refused_total", "Requests for a token refused.", "reason");
    authentications =
        counter(
            "jotgate_issuer_authentications_total",
            "Attempts to authenticate, by how and by what came out of it.",
            "method",
            "result");
    loadProblems =
        counter(
            "jotgate_issuer_load_problems_total",
            "Mounted files that did not come into force.",
            "file");
    connectionsRefused =
        counter(
            "jotgate_issuer_connections_refused_total",
            "Connections of clients that were closed: beyond a limit, or without a request in time.",
            "reason");
    gauge(
        "jotgate_issuer_ring_epoch",
        "Epoch of the key ring in force.",
        loaded -> loaded.keys().ring().map(ring -> (double) ring.epoch()));
    gauge(
        "jotgate_issuer_published_keys",
        "Keys in the served JWK set.",
        loaded -> Optional.of((double) loaded.keys().kids().size()));
    gauge(
        "jotgate_issuer_active_key_age_seconds",
        "Time since the key that signs was activated.",
        loaded -> loaded.keys().active().map(key -> age(key.activatedAt(), clock.instant())));
    gauge(
        "jotgate_issuer_consumers",
        "Consumers that may ask for tokens.",
        loaded -> loaded.credentials().map(credentials -> (double) credentials.consumers()));
    gauge(
        "jotgate_issuer_tls_certificate_expiry_timestamp_seconds",
        "When the certificate of the server expires.",
        loaded -> loaded.certificate().map(c -> (double) c.notAfter().getEpochSecond()));
  }

  /** Counts a token. */
  public void issued() {
    issued.inc();
  }

  /**
   * Counts a refusal.
   *
   * @param reason one of a closed set of words
   */
  public void refused(String reason) {
    refused.labelValues(reason).inc();
  }

  /**
   * Counts an attempt to authenticate.
   *
   * @param method one of a closed set of words
   * @param result one of a closed set of words
   */
  public void authentication(String method, String result) {
    authentications.labelValues(method, result).inc();
  }

  /**
   * Shows what the hashing of passwords has to do.
   *
   * @param waiting how many hashes wait for their turn
   * @param running how many are computed
   */
  public void passwordHashes(IntSupplier waiting, IntSupplier running) {
    gauge(
        "jotgate_issuer_password_hashes_waiting",
        "Password hashes that wait for their turn.",
        loaded -> Optional.of((double) waiting.getAsInt()));
    gauge(
        "jotgate_issuer_password_hashes_running",
        "Password hashes that are being computed.",
        loaded -> Optional.of((double) running.getAsInt()));
  }

  /** Counts a mounted file that did not come into force. */
  public void loadProblem(String file) {
    loadProblems.labelValues(file).inc();
  }

  /**
   * Counts a connection that was closed.
   *
   * @param reason one of a closed set of words
   */
  public void connectionRefused(String reason) {
    connectionsRefused.labelValues(reason).inc();
  }

  /** Shows how many clients are connected. */
  public void connections(IntSupplier count) {
    number("jotgate_issuer_connections", "Connections of clients.", count);
  }

  /** Shows how many lines of the audit wait to be written. */
  public void auditPending(IntSupplier count) {
    number("jotgate_issuer_audit_pending_lines", "Lines of the audit that wait.", count);
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

  private static double age(Instant since, Instant now) {
    return Duration.between(since, now).toSeconds();
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private void number(String name, String help, IntSupplier value) {
    gauge(name, help, loaded -> Optional.of((double) value.getAsInt()));
  }

  private void gauge(String name, String help, Function<LoadedState, Optional<Double>> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> value.apply(state.get()).ifPresent(callback::call))
        .register(registry);
  }
}
