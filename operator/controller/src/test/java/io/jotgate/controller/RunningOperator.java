package io.jotgate.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.jotgate.testing.apiserver.InstalledNamespace;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Reconcilers at work in one namespace, with exactly the permissions that the chart gives. */
public final class RunningOperator implements AutoCloseable {
  private final KubernetesClient client;
  private final Operator operator;

  private RunningOperator(KubernetesClient client, Operator operator) {
    this.client = client;
    this.operator = operator;
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
    var settings =
        new OperatorSettings(
            Set.of(namespace.name()), "issuer:test", namespace.name(), "operator-test", false, 0);
    KubernetesClient client = OperatorClient.connect(namespace.operatorConfig());
    Controllers controllers = Controllers.on(client, settings, new SplittableRandom(1));
    registration.register(client, controllers);
    var running = new RunningOperator(client, controllers.operator());
    running.operator.start();
    return running;
  }

  /** Registers reconcilers. */
  @FunctionalInterface
  public interface Registration {
    /** Adds reconcilers that work through the client. */
    void register(KubernetesClient client, Controllers controllers);
  }

  @Override
  public void close() {
    operator.stop();
    client.close();
  }
}
