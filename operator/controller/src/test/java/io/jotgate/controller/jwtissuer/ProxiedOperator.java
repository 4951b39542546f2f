package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.client.Config;
import io.jotgate.controller.MortalOperator;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.metrics.OperatorMetrics;
import io.jotgate.controller.propagation.IssuerStateClient;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.faults.CommitListener;
import io.jotgate.testing.faults.FaultPlan;
import io.jotgate.testing.faults.FaultProxy;
import io.jotgate.testing.faults.Journal;
import io.jotgate.testing.faults.Upstream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** An operator behind a {@link FaultProxy}; after one that dies comes a new one. */
final class ProxiedOperator implements AutoCloseable {
  /** Longer than any answer takes that comes at all. */
  private static final int REQUEST_TIMEOUT_MILLIS = 5000;

  private final InstalledNamespace namespace;
  private final MortalOperator.Starter operators;
  private final boolean hasty;
  private final IssuerStateClient pods;
  private final CommitListener commits;
  private final Clock clock;
  private final Upstream upstream;
  private final Journal journal = new Journal();
  private final FaultPlan plan = new FaultPlan();
  private FaultProxy proxy;
  private MortalOperator operator;
  private int lives = 1;

  /**
   * Starts an operator.
   *
   * @param hasty whether its client gives up at the first failure of a request, instead of trying
   *     again by itself: then our code sees each failure
   */
  ProxiedOperator(
      InstalledNamespace namespace,
      MortalOperator.Starter operators,
      boolean hasty,
      IssuerStateClient pods,
      CommitListener commits,
      Clock clock) {
    this.namespace = namespace;
    this.operators = operators;
    this.hasty = hasty;
    this.pods = pods;
    this.commits = commits;
    this.clock = clock;
    this.upstream = Upstream.of(namespace.operatorConfig());
    this.proxy = startProxy();
    this.operator = startOperator();
  }

  /** What the operator and the API server say to each other. */
  Journal journal() {
    return journal;
  }

  /** What goes wrong. */
  FaultPlan plan() {
    return plan;
  }

  /** How many operators there were. */
  int lives() {
    return lives;
  }

  /** Starts a new operator if the last one has died. */
  void revive() {
    if (proxy.isBlack()) {
      operator.die();
      proxy = startProxy();
      operator = startOperator();
      lives++;
    }
  }

  private FaultProxy startProxy() {
    return FaultProxy.start(upstream, journal, plan, commits, clock);
  }

  private MortalOperator startOperator() {
    return operators.start(
        config(),
        namespace.name(),
        (client, controllers) ->
            controllers.register(
                new JwtIssuerReconciler(
                    client,
                    new IssuerPlatform("issuer:test", namespace.name()),
                    pods,
                    new SecureRandom(),
                    new ApiEventRecorder(client, clock, "operator-test"),
                    new OperatorMetrics(clock, Optional::empty).keys(),
                    clock,
                    Optional::empty),
                FieldManagers.JWT_ISSUER));
  }

  private Config config() {
    Config config = namespace.operatorConfig();
    config.setMasterUrl(proxy.url());
    config.setOnlyHttpWatches(true);
    config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
    if (hasty) {
      config.setRequestRetryBackoffLimit(0);
    }
    return config;
  }

  @Override
  public void close() {
    operator.close();
    proxy.close();
    upstream.close();
  }
}
