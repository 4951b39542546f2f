package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.api.v1alpha1.ApiConsumerStatus.AcceptedBy;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.apiconsumer.ApiConsumerReconciler;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.metrics.OperatorMetrics;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.Rig;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The operator at work on the issuer {@code login} and on consumers of a second namespace, and what
 * users do there.
 */
@Rig
final class NeighbourRig implements AutoCloseable {
  private final InstalledNamespace namespace;
  private final KubernetesClient admin;
  private final String neighbour;
  private final RunningOperator operator;

  NeighbourRig(InstalledNamespace namespace, IssuerPods pods) {
    this.namespace = namespace;
    this.admin = namespace.admin();
    this.neighbour = namespace.watchesAlso("retail");
    this.operator =
        RunningOperator.start(
            namespace,
            (client, controllers) -> {
              var events = new ApiEventRecorder(client, Clock.systemUTC(), "operator-test");
              controllers
                  .register(
                      new JwtIssuerReconciler(
                          client,
                          new IssuerPlatform("issuer:test", namespace.name()),
                          pods,
                          new SecureRandom(),
                          events,
                          new OperatorMetrics(Clock.systemUTC(), Optional::empty).keys(),
                          Clock.systemUTC(),
                          Optional::empty),
                      FieldManagers.JWT_ISSUER)
                  .register(
                      new ApiConsumerReconciler(
                          client, new SecureRandom(), events, Clock.systemUTC()),
                      FieldManagers.API_CONSUMER);
            });
  }

  /** The name of the second namespace. */
  String neighbour() {
    return neighbour;
  }

  /** Somebody who may label namespaces does so; null takes the label away. */
  void clusterAdminLabels(String key, String valueOrNull) {
    admin
        .namespaces()
        .withName(neighbour)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"%s\":%s}}}".formatted(key, valueOrNull));
  }

  /** A consumer of the second namespace that wants tokens of the issuer. */
  void neighbourCreatesConsumer(String spec) {
    admin
        .resource(
            """
            apiVersion: jotgate.io/v1alpha1
            kind: ApiConsumer
            metadata: {name: batch, namespace: %s}
            spec:
              issuerRefs: [{name: login, namespace: %s}]
              %s
            """
                .formatted(neighbour, namespace.name(), spec))
        .createOr(NonDeletingOperation::update);
  }

  void neighbourPatches(String mergePatch) {
    admin
        .resources(ApiConsumer.class)
        .inNamespace(neighbour)
        .withName("batch")
        .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  <R extends HasMetadata> R neighbourReads(Class<R> type, String name) {
    R found = admin.resources(type).inNamespace(neighbour).withName(name).get();
    assertNotNull(found, name);
    return found;
  }

  ApiConsumerStatus status() {
    ApiConsumerStatus status = neighbourReads(ApiConsumer.class, "batch").getStatus();
    assertNotNull(status, "no status yet");
    return status;
  }

  /** Asserts what the only issuer says of the consumer. */
  void assertAcceptedBy(boolean accepted, String reason) {
    List<AcceptedBy> all = Objects.requireNonNull(status().acceptedBy());
    assertEquals(
        List.of(
            new AcceptedBy(namespace.name() + "/login", accepted, reason, neighbour + "/batch")),
        all);
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
