package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.metrics.OperatorMetrics;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.Rig;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The operator at work on one issuer, {@code login}, and what users do to it. */
@Rig
final class IssuerRig implements AutoCloseable {
  private final InstalledNamespace namespace;
  private final NamespaceUser user;
  private final StoredIssuer login;
  private final IssuerPods pods;
  private final RunningOperator operator;

  IssuerRig(InstalledNamespace namespace, NamespaceUser user, StoredIssuer login, IssuerPods pods) {
    this.namespace = namespace;
    this.user = user;
    this.login = login;
    this.pods = pods;
    this.operator =
        RunningOperator.start(
            namespace,
            FieldManagers.JWT_ISSUER,
            client ->
                new JwtIssuerReconciler(
                    client,
                    new IssuerPlatform("issuer:test", namespace.name()),
                    pods,
                    new SecureRandom(),
                    new ApiEventRecorder(client, Clock.systemUTC(), "operator-test"),
                    new OperatorMetrics(Clock.systemUTC(), Optional::empty).keys(),
                    Clock.systemUTC(),
                    Optional::empty));
  }

  void readyIssuer() {
    userCreatesIssuer();
    pods.start("login-1");
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
  }

  void userCreatesIssuer() {
    user.applies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: login}
        spec:
          token: {audiences: [orders-api]}
          keys: {rotation: {verifierCache: 0s}}
        """);
  }

  void annotate(String key, String value) {
    user.patches(
        JwtIssuer.class,
        "login",
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  /** Makes the operator look at the issuer once more, and waits until it has. */
  void touch() {
    int before = looks();
    annotate("example.com/touched", String.valueOf(before));
    awaiting(() -> assertTrue(looks() > before));
  }

  /** Waits until looking again writes nothing. */
  void settle() {
    awaiting(
        () -> {
          int before = writes();
          touch();
          assertEquals(before, writes());
        });
  }

  int writes() {
    return namespace.operatorWrites().size();
  }

  /** Every reconcile reads the certificate authority once. */
  private int looks() {
    return (int)
        namespace.operatorRequests().stream()
            .filter(request -> request.verb().equals("get") && request.name().equals("login-ca"))
            .count();
  }

  /** Stops the operator, which must have lacked no permission. */
  @Override
  public void close() {
    operator.close();
    assertEquals(
        List.of(),
        namespace.operatorRefusals(),
        "the operator asked for something that the chart does not allow");
  }
}
