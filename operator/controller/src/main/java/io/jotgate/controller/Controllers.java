package io.jotgate.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.jotgate.controller.metrics.OperatorMetrics;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Sets the framework up in one way for all reconcilers. */
public final class Controllers {
  private static final String LEASE = "jotgate-operator";
  private static final Duration SYNC_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration TERMINATION_TIMEOUT = Duration.ofSeconds(10);
  private static final long LIST_LIMIT = 500;

  private final Operator operator;
  private final OperatorSettings settings;
  private final RandomGenerator random;

  private Controllers(Operator operator, OperatorSettings settings, RandomGenerator random) {
    this.operator = operator;
    this.settings = settings;
    this.random = random;
  }

  /**
   * Controllers that work through the client; none is registered yet.
   *
   * @param metrics told of what they do
   */
  public static Controllers on(
      KubernetesClient client,
      OperatorSettings settings,
      RandomGenerator random,
      OperatorMetrics metrics) {
    return new Controllers(
        new Operator(
            overrider -> {
              configure(overrider, client, settings);
              overrider.withMetrics(new ReconcileMetrics(metrics));
            }),
        settings,
        random);
  }

  /**
   * Adds a reconciler.
   *
   * @param fieldManager the name under which it applies objects
   */
  public <P extends HasMetadata> Controllers register(
      Reconciler<P> reconciler, String fieldManager) {
    return register(reconciler, fieldManager, "");
  }

  /**
   * Adds a reconciler whose primaries carry labels.
   *
   * @param labelSelector selects the primaries; empty: all of the kind
   */
  public <P extends HasMetadata> Controllers register(
      Reconciler<P> reconciler, String fieldManager, String labelSelector) {
    operator.register(
        reconciler,
        (ControllerConfigurationOverrider<P> overrider) ->
            configure(overrider, fieldManager, labelSelector));
    return this;
  }

  /** The operator to start, once all are registered. */
  public Operator operator() {
    return operator;
  }

  private <P extends HasMetadata> void configure(
      ControllerConfigurationOverrider<P> overrider, String fieldManager, String labelSelector) {
    overrider
        .withRetry(new CappedRetry(random))
        .withFieldManager(fieldManager)
        .withInformerListLimit(LIST_LIMIT)
        .withGenerationAware(false);
    if (!labelSelector.isEmpty()) {
      overrider.withLabelSelector(labelSelector);
    }
    if (settings.namespaces().isEmpty()) {
      overrider.watchingAllNamespaces();
    } else {
      overrider.settingNamespaces(settings.namespaces());
    }
  }

  private static void configure(
      ConfigurationServiceOverrider overrider, KubernetesClient client, OperatorSettings settings) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withUseSSAToPatchPrimaryResource(true)
        .withCacheSyncTimeout(SYNC_TIMEOUT)
        .withReconciliationTerminationTimeout(TERMINATION_TIMEOUT);
    if (settings.leaderElection()) {
      overrider.withLeaderElectionConfiguration(
          LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
              .withLeaseNamespace(settings.podNamespace())
              .withIdentity(settings.podName())
              .build());
    }
  }
}
