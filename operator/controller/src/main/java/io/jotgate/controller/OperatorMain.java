package io.jotgate.controller;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.jotgate.controller.apiconsumer.ApiConsumerReconciler;
import io.jotgate.controller.attachment.TcpPortProbe;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.jwtissuer.IssuerPlatform;
import io.jotgate.controller.jwtissuer.JwtIssuerReconciler;
import io.jotgate.controller.propagation.HttpIssuerStateClient;
import io.jotgate.controller.protectedroute.ProtectedRouteReconciler;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.tokenrevocation.TokenRevocationReconciler;
import io.jotgate.controller.workload.HttpSidecarStatusClient;
import io.jotgate.controller.workload.WorkloadPolicyReconciler;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.SidecarLayout;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator: reads the settings, builds every part by constructor, and runs. */
public final class OperatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);

  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  /** A pod that needs longer for a few hundred bytes has acknowledged nothing. */
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(1);

  /** Far longer than any request and its repetitions take: such a reconcile never ends. */
  private static final Duration LONGEST_RECONCILE = Duration.ofMinutes(15);

  private OperatorMain() {}

  /**
   * Runs until the process is told to stop. Exit code 1: the operator cannot start, for instance
   * because the API server does not answer; 2: the settings make no sense.
   */
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
    Instruments instruments = Instruments.on(Clock.systemUTC());
    KubernetesClient client =
        OperatorClient.connect(Config.autoConfigure(null), instruments.apiServerClock());
    Operator operator = operator(settings, client, instruments);
    var info = operator.getRuntimeInfo();
    HealthEndpoint.start(
        settings.healthPort(),
        () -> instruments.metrics().running().longest().compareTo(LONGEST_RECONCILE) < 0,
        () -> info.isStarted() && info.allEventSourcesAreHealthy(),
        instruments.metrics()::scrape);
    operator.installShutdownHook(SHUTDOWN);
    LOG.info(
        "Watching {}", settings.namespaces().isEmpty() ? "all namespaces" : settings.namespaces());
    start(operator);
  }

  /** Ends the process when the operator cannot start: the kubelet tries again, ever less often. */
  @SuppressWarnings("SystemExitOutsideMain")
  private static void start(Operator operator) {
    try {
      operator.start();
    } catch (RuntimeException failed) {
      LOG.error("Cannot start", failed);
      System.exit(1);
    }
  }

  /** The operator with all its controllers, not started. */
  static Operator operator(
      OperatorSettings settings, KubernetesClient client, Instruments instruments) {
    Clock clock = instruments.clock();
    SecureRandom random = new SecureRandom();
    var events = new ApiEventRecorder(client, clock, settings.podName());
    var platform = new IssuerPlatform(settings.issuerImage(), settings.podNamespace());
    var states = new HttpIssuerStateClient(IssuerPlatform.MANAGEMENT_PORT, ASK_TIMEOUT);
    var renderer = new EnvoyRenderer(SidecarLayout.INJECTED);
    var reports = new WorkloadReports();
    return Controllers.on(client, settings, random, instruments.metrics())
        .register(
            new JwtIssuerReconciler(
                client,
                platform,
                states,
                random,
                events,
                instruments.metrics().keys(),
                clock,
                instruments.apiServerClock()::offset),
            FieldManagers.JWT_ISSUER)
        .register(
            new ApiConsumerReconciler(client, random, events, clock), FieldManagers.API_CONSUMER)
        .register(
            new ProtectedRouteReconciler(client, renderer, reports, events, clock),
            FieldManagers.PROTECTED_ROUTE)
        .register(
            new WorkloadPolicyReconciler(
                client,
                renderer,
                new HttpSidecarStatusClient(SidecarLayout.INJECTED.statusPort(), ASK_TIMEOUT),
                new TcpPortProbe(ASK_TIMEOUT),
                reports,
                settings.podNamespace(),
                clock),
            FieldManagers.WORKLOAD_POLICY,
            WorkloadPolicyReconciler.PRIMARIES)
        .register(
            new TokenRevocationReconciler(client, reports, events, clock),
            FieldManagers.TOKEN_REVOCATION)
        .operator();
  }
}
