package io.jotgate.controller;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import io.jotgate.controller.metrics.OperatorMetrics;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** An operator that may die: a client and a framework of its own, which nothing outlives. */
public final class MortalOperator implements AutoCloseable {
  private final KubernetesClient client;
  private final Operator operator;

  private MortalOperator(KubernetesClient client, Operator operator) {
    this.client = client;
    this.operator = operator;
  }

  /**
   * Starts operators, one after the other or several at once. What all of them share is how objects
   * are read and written, which takes much time and memory to learn.
   */
  public static final class Starter {
    private final KubernetesSerialization serialization = OperatorClient.serialization();

    /** Starts what is registered, for one namespace. */
    public MortalOperator start(Config config, String namespace, Registration registration) {
      var settings =
          new OperatorSettings(
              Set.of(namespace), "issuer:test", namespace, "operator-test", false, 0);
      KubernetesClient client = OperatorClient.connect(config, serialization);
      var metrics = new OperatorMetrics(Clock.systemUTC(), Optional::empty);
      Controllers controllers = Controllers.on(client, settings, new SplittableRandom(1), metrics);
      registration.register(client, controllers);
      var started = new MortalOperator(client, controllers.operator());
      started.operator.start();
      return started;
    }
  }

  /** Registers reconcilers. */
  @FunctionalInterface
  public interface Registration {
    /** Adds reconcilers that work through the client. */
    void register(KubernetesClient client, Controllers controllers);
  }

  /**
   * Dies, with no orderly end. Its connections must be cut before, or it would do some more; what
   * is left of its threads ends by itself.
   */
  public void die() {
    client.close();
    Thread.ofVirtual().start(() -> stop(operator));
  }

  @Override
  public void close() {
    stop(operator);
    client.close();
  }

  /**
   * Stops an operator wholly. The framework (5.3.2) leaves a pool behind whose thread wakes up a
   * hundred times a second, which a process that ends does not notice and a test with hundreds of
   * operators does.
   */
  static void stop(Operator operator) {
    operator.stop();
    operator
        .getConfigurationService()
        .getExecutorServiceManager()
        .scheduledExecutorService()
        .shutdownNow();
  }
}
