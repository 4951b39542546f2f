package io.jotgate.controller.jwtissuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.testing.apiserver.AuditedRequest;
import io.jotgate.testing.apiserver.InstalledNamespace;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;

/**
 * The operator at work on one issuer, {@code login}, in a namespace of its own, and what users do
 * to it.
 */
final class IssuerRig implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InstalledNamespace namespace;
  private final KubernetesClient user;
  private final StoredIssuer login;
  private final IssuerPods pods;
  private final RunningOperator operator;

  IssuerRig(InstalledNamespace namespace) {
    this.namespace = namespace;
    this.user = namespace.admin();
    this.login = new StoredIssuer(user, namespace.name());
    this.pods = new IssuerPods(user, namespace.name(), "login");
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
                    Clock.systemUTC()));
  }

  /** What is stored of the issuer. */
  StoredIssuer login() {
    return login;
  }

  /** The pods of the issuer. */
  IssuerPods pods() {
    return pods;
  }

  void readyIssuer() {
    userCreatesIssuer();
    pods.start("login-1");
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
  }

  void userCreatesIssuer() {
    userApplies(
        """
        apiVersion: jotgate.io/v1alpha1
        kind: JwtIssuer
        metadata: {name: login}
        spec:
          token: {audiences: [orders-api]}
          keys: {rotation: {verifierCache: 0s}}
        """);
  }

  void userApplies(String yaml) {
    user.resource(yaml).inNamespace(namespace.name()).create();
  }

  void annotate(String key, String value) {
    patch(
        JwtIssuer.class,
        "login",
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  <R extends HasMetadata> void delete(Class<R> type, String name) {
    user.resources(type).inNamespace(namespace.name()).withName(name).delete();
  }

  <R extends HasMetadata> void patch(Class<R> type, String name, String mergePatch) {
    user.resources(type)
        .inNamespace(namespace.name())
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
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
    return (int) namespace.operatorRequests().stream().filter(AuditedRequest::isWrite).count();
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
        namespace.operatorRequests().stream().filter(AuditedRequest::isForbidden).toList(),
        "the operator asked for something that the chart does not allow");
  }

  static void awaiting(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }
}
