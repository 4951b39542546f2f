package io.jotgate.controller;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.security.SecureRandom;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator: reads the settings, builds every part by constructor, and runs. */
public final class OperatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
  private static final int HEALTH_PORT = 8080;
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  private OperatorMain() {}

  /** Runs until the process is told to stop. Exit code 2: the settings make no sense. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    OperatorSettings settings;
    try {
      settings = OperatorSettings.fromEnvironment(System.getenv());
    } catch (IllegalArgumentException nonsense) {
      LOG.error("{}", nonsense.getMessage());
      System.exit(2);
      return;
    }
    run(settings);
  }

  private static void run(OperatorSettings settings) {
    KubernetesClient client = OperatorClient.connect(Config.autoConfigure(null));
    SecureRandom random = new SecureRandom();
    Operator operator = Controllers.on(client, settings, random).operator();
    var info = operator.getRuntimeInfo();
    HealthEndpoint.start(
        HEALTH_PORT, () -> true, () -> info.isStarted() && info.allEventSourcesAreHealthy());
    operator.installShutdownHook(SHUTDOWN);
    LOG.info(
        "Watching {}", settings.namespaces().isEmpty() ? "all namespaces" : settings.namespaces());
    operator.start();
  }
}
