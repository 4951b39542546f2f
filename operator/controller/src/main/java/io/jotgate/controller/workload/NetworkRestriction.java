package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.controller.attachment.RouteIndex;
import io.jotgate.controller.resource.AppliedState;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.Metadata;
import java.util.Optional;
import java.util.OptionalInt;

/** Applies the NetworkPolicy of a workload, when it is not as it should be. */
final class NetworkRestriction {
  private final AppliedState applied;
  private final GuardedObjects objects;
  private final String operatorNamespace;

  NetworkRestriction(KubernetesClient client, String operatorNamespace) {
    this.applied = new AppliedState(client.getKubernetesSerialization());
    this.objects = new GuardedObjects(client);
    this.operatorNamespace = operatorNamespace;
  }

  /**
   * Applies.
   *
   * @throws io.jotgate.controller.resource.ForeignObjectException if the name is taken
   */
  void apply(
      WorkloadFacts facts,
      Context<ConfigMap> context,
      InformerEventSource<NetworkPolicy, ConfigMap> source) {
    NetworkPolicy desired =
        applied.stamped(
            WorkloadNetwork.policy(facts.workload(), directPort(facts), operatorNamespace));
    Optional<NetworkPolicy> actual = source.get(ResourceID.fromResource(desired));
    if (actual.filter(each -> applied.holds(desired, each)).isPresent()) {
      return;
    }
    if (actual.isEmpty()) {
      objects.read(
          NetworkPolicy.class,
          Metadata.namespace(desired),
          Metadata.name(desired),
          Metadata.labels(desired));
    }
    context.resourceOperations().serverSideApply(desired, source);
  }

  /** Every route must allow direct access: one that does not is protected by the strictest. */
  private static OptionalInt directPort(WorkloadFacts facts) {
    if (!facts.routes().stream().allMatch(RouteIndex::allowsDirectAccess)) {
      return OptionalInt.empty();
    }
    return facts.routes().stream()
        .flatMap(route -> RouteIndex.upstreamPort(route).stream())
        .mapToInt(Integer::intValue)
        .findFirst();
  }
}
