package io.jotgate.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.jotgate.testing.apiserver.InstalledNamespace;
import java.time.Clock;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * An operator at work in one namespace, with exactly the permissions that the chart gives. It can
 * be stopped and started again; each start is a new process, which remembers nothing.
 */
public final class RunningOperator implements AutoCloseable {
  private final InstalledNamespace namespace;
  private final Wiring wiring;
  private Optional<Started> started = Optional.empty();

  private RunningOperator(InstalledNamespace namespace, Wiring wiring) {
    this.namespace = namespace;
    this.wiring = wiring;
  }

  /** Starts one reconciler. */
  public static <P extends HasMetadata> RunningOperator start(
      InstalledNamespace namespace,
      String fieldManager,
      Function<KubernetesClient, Reconciler<P>> reconciler) {
    return start(
        namespace,
        (client, controllers) -> controllers.register(reconciler.apply(client), fieldManager));
  }

  /** Starts what is registered. */
  public static RunningOperator start(InstalledNamespace namespace, Registration registration) {
    return wired(
        namespace,
        (settings, client, instruments) -> {
          Controllers controllers =
              Controllers.on(client, settings, new SplittableRandom(1), instruments.metrics());
          registration.register(client, controllers);
          return controllers.operator();
        });
  }

  /** Starts an operator, however it is put together. */
  static RunningOperator wired(InstalledNamespace namespace, Wiring wiring) {
    var running = new RunningOperator(namespace, wiring);
    running.start();
    return running;
  }

  /** Starts the operator that was stopped. */
  public void start() {
    var settings =
        new OperatorSettings(
            namespace.watched(), "issuer:test", namespace.name(), "operator-test", false, 0);
    Instruments instruments = Instruments.on(Clock.systemUTC());
    KubernetesClient client =
        OperatorClient.connect(namespace.operatorConfig(), instruments.apiServerClock());
    Operator operator = wiring.operator(settings, client, instruments);
    started = Optional.of(new Started(operator, client, instruments));
    operator.start();
  }

  /** What the operator tells Prometheus. */
  String metrics() {
    return started.orElseThrow().instruments().metrics().scrape();
  }

  /** Stops the operator; one that is stopped stays so. */
  public void stop() {
    started.ifPresent(Started::stop);
    started = Optional.empty();
  }

  @Override
  public void close() {
    stop();
  }

  /** Registers reconcilers. */
  @FunctionalInterface
  public interface Registration {
    /** Adds reconcilers that work through the client. */
    void register(KubernetesClient client, Controllers controllers);
  }

  /** Puts an operator together. */
  @FunctionalInterface
  interface Wiring {
    /** The operator, not started. */
    Operator operator(OperatorSettings settings, KubernetesClient client, Instruments instruments);
  }

  private record Started(Operator operator, KubernetesClient client, Instruments instruments) {
    void stop() {
      MortalOperator.stop(operator);
      client.close();
    }
  }
}
