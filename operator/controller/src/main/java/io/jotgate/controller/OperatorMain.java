package io.jotgate.controller;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.jotgate.controller.apiconsumer.ApiConsumerReconciler;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.jwtissuer.IssuerPlatform;
import io.jotgate.controller.jwtissuer.JwtIssuerReconciler;
import io.jotgate.controller.propagation.HttpIssuerStateClient;
import io.jotgate.controller.resource.FieldManagers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator: reads the settings, builds every part by constructor, and runs. */
public final class OperatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
  private static final int HEALTH_PORT = 8080;
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  /** A pod that needs longer for a few hundred bytes has acknowledged nothing. */
  private static final Duration STATE_TIMEOUT = Duration.ofSeconds(1);

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
    Operator operator = operator(settings, client);
    var info = operator.getRuntimeInfo();
    HealthEndpoint.start(
        HEALTH_PORT, () -> true, () -> info.isStarted() && info.allEventSourcesAreHealthy());
    operator.installShutdownHook(SHUTDOWN);
    LOG.info(
        "Watching {}", settings.namespaces().isEmpty() ? "all namespaces" : settings.namespaces());
    operator.start();
  }

  private static Operator operator(OperatorSettings settings, KubernetesClient client) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    var events = new ApiEventRecorder(client, clock, settings.podName());
    var platform = new IssuerPlatform(settings.issuerImage(), settings.podNamespace());
    var states = new HttpIssuerStateClient(IssuerPlatform.MANAGEMENT_PORT, STATE_TIMEOUT);
    return Controllers.on(client, settings, random)
        .register(
            new JwtIssuerReconciler(client, platform, states, random, events, clock),
            FieldManagers.JWT_ISSUER)
        .register(
            new ApiConsumerReconciler(client, random, events, clock), FieldManagers.API_CONSUMER)
        .operator();
  }
}
