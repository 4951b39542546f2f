package io.jotgate.controller.metrics;

import io.jotgate.controller.metrics.KeySnapshot.Transition;
import io.jotgate.keys.Blocked;
import io.jotgate.keys.KeyState;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The keys of every issuer: how old, what comes next, who is behind. Ages and lags are computed
 * when they are asked for, so that they also grow while the operator cannot reconcile.
 *
 * <p>Labels are the issuer and words of closed sets; an issuer that is deleted is forgotten.
 */
public final class KeyMetrics {
  private final ConcurrentMap<Issuer, KeySnapshot> issuers = new ConcurrentHashMap<>();
  private final PrometheusRegistry registry;
  private final InstantSource clock;

  /** An issuer: its name within its namespace. */
  public record Issuer(String namespace, String name) {}

  /** One value of an issuer with the value of the further label, if the metric has one. */
  private record Sample(double value, Optional<String> label) {
    Sample(double value) {
      this(value, Optional.empty());
    }

    Sample(double value, String label) {
      this(value, Optional.of(label));
    }

    static Stream<Sample> of(Optional<Double> value) {
      return value.stream().map(known -> new Sample(known));
    }
  }

  KeyMetrics(PrometheusRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    registerKeys();
    registerCounters();
    registerPropagation();
  }

  /** Takes in what a look at the keys of an issuer came to. */
  public void observe(Issuer issuer, RotationRun run) {
    Instant now = clock.instant();
    issuers.compute(
        issuer, (key, before) -> (before == null ? KeySnapshot.NONE : before).after(run, now));
  }

  /** The issuer is gone. */
  public void forget(Issuer issuer) {
    issuers.remove(issuer);
  }

  private void registerKeys() {
    gauge(
        "jotgate_issuer_key_age_seconds",
        "Time since the key that signs was activated.",
        keys -> Sample.of(keys.activeSince().map(this::age)));
    gauge(
        "jotgate_issuer_keys",
        "Published keys by state.",
        keys -> keys.keys().entrySet().stream().map(KeyMetrics::count),
        "state");
    gauge(
        "jotgate_issuer_next_transition_timestamp_seconds",
        "When the prepared key may sign (activation), the next rotation is due (rotation), and the"
            + " oldest retiring key may go (removal).",
        keys ->
            Stream.of(Transition.values())
                .flatMap(
                    each ->
                        Optional.ofNullable(keys.next().get(each)).stream()
                            .map(at -> new Sample(timestamp(at), word(each)))),
        "transition");
    gauge(
        "jotgate_issuer_jwks_data_timestamp_seconds",
        "When a key was last added to the published set, or revoked.",
        keys -> Sample.of(keys.published().map(KeyMetrics::timestamp)));
  }

  private void registerCounters() {
    CounterWithCallback.builder()
        .name("jotgate_issuer_keys_revoked_total")
        .help("Keys revoked since the operator started.")
        .labelNames("namespace", "name")
        .callback(
            out ->
                issuers.forEach(
                    (issuer, keys) ->
                        out.call((double) keys.revoked(), issuer.namespace(), issuer.name())))
        .register(registry);
    CounterWithCallback.builder()
        .name("jotgate_issuer_rotations_total")
        .help("Keys that began to sign, by reason, since the operator started.")
        .labelNames("namespace", "name", "reason")
        .callback(
            out ->
                issuers.forEach(
                    (issuer, keys) ->
                        keys.activations()
                            .forEach(
                                (reason, count) ->
                                    out.call(
                                        count, issuer.namespace(), issuer.name(), reason.name()))))
        .register(registry);
  }

  private void registerPropagation() {
    gauge(
        "jotgate_issuer_verifier_lag_epochs",
        "Epochs of the key ring that the slowest pod or route has not loaded.",
        keys -> Stream.of(new Sample(keys.lag().epochs())));
    gauge(
        "jotgate_issuer_verifier_lag_seconds",
        "For how long the slowest pod or route has not had the present key ring; counted from the"
            + " start of the operator at most.",
        keys -> Stream.of(new Sample(keys.lag().since().map(this::age).orElse(0.0))));
    gauge(
        "jotgate_issuer_rotation_blocked",
        "1 for the reason why a rotation does not go on, else 0.",
        keys ->
            Stream.of(Blocked.Reason.values())
                .map(
                    reason ->
                        new Sample(
                            keys.blocked().filter(reason::equals).isPresent() ? 1 : 0,
                            reason.name())),
        "reason");
  }

  private void gauge(String name, String help, Function<KeySnapshot, Stream<Sample>> samples) {
    gauge(name, help, samples, Optional.empty());
  }

  private void gauge(
      String name, String help, Function<KeySnapshot, Stream<Sample>> samples, String label) {
    gauge(name, help, samples, Optional.of(label));
  }

  private void gauge(
      String name,
      String help,
      Function<KeySnapshot, Stream<Sample>> samples,
      Optional<String> label) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels("namespace", "name", label))
        .callback(
            out ->
                issuers.forEach(
                    (issuer, keys) ->
                        samples
                            .apply(keys)
                            .forEach(
                                sample ->
                                    out.call(
                                        sample.value(),
                                        labels(
                                            issuer.namespace(), issuer.name(), sample.label())))))
        .register(registry);
  }

  private double age(Instant since) {
    return Duration.between(since, clock.instant()).toSeconds();
  }

  private static Sample count(Map.Entry<KeyState, Long> keys) {
    return new Sample(keys.getValue(), word(keys.getKey()));
  }

  private static double timestamp(Instant at) {
    return at.getEpochSecond();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String[] labels(String namespace, String name, Optional<String> further) {
    return Stream.concat(Stream.of(namespace, name), further.stream()).toArray(String[]::new);
  }
}
