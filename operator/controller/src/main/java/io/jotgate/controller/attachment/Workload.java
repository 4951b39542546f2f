package io.jotgate.controller.attachment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What matters of a Deployment, StatefulSet or DaemonSet whose pods a route protects.
 *
 * @param owner reference to it, for what belongs to it
 * @param podLabels labels of its pod template
 * @param podSelector labels by which it knows its pods
 * @param wanted pods that it should have
 * @param running pods that it has
 */
public record Workload(
    WorkloadRef.Kind kind,
    String namespace,
    String name,
    OwnerReference owner,
    Map<String, String> podLabels,
    Map<String, String> podSelector,
    int wanted,
    int running) {
  /** Copies the maps. */
  public Workload {
    podLabels = Map.copyOf(podLabels);
    podSelector = Map.copyOf(podSelector);
  }

  private static Workload read(Deployment deployment) {
    var spec = Optional.ofNullable(deployment.getSpec());
    return new Workload(
        WorkloadRef.Kind.Deployment,
        Metadata.namespace(deployment),
        Metadata.name(deployment),
        OwnerReferences.ownedBy(deployment),
        labels(spec.map(each -> each.getTemplate()).orElse(null)),
        labels(spec.map(each -> each.getSelector()).orElse(null)),
        spec.map(each -> each.getReplicas()).orElse(1),
        Optional.ofNullable(deployment.getStatus()).map(each -> each.getReplicas()).orElse(0));
  }

  private static Workload read(StatefulSet set) {
    var spec = Optional.ofNullable(set.getSpec());
    return new Workload(
        WorkloadRef.Kind.StatefulSet,
        Metadata.namespace(set),
        Metadata.name(set),
        OwnerReferences.ownedBy(set),
        labels(spec.map(each -> each.getTemplate()).orElse(null)),
        labels(spec.map(each -> each.getSelector()).orElse(null)),
        spec.map(each -> each.getReplicas()).orElse(1),
        Optional.ofNullable(set.getStatus()).map(each -> each.getReplicas()).orElse(0));
  }

  private static Workload read(DaemonSet set) {
    var spec = Optional.ofNullable(set.getSpec());
    var status = Optional.ofNullable(set.getStatus());
    return new Workload(
        WorkloadRef.Kind.DaemonSet,
        Metadata.namespace(set),
        Metadata.name(set),
        OwnerReferences.ownedBy(set),
        labels(spec.map(each -> each.getTemplate()).orElse(null)),
        labels(spec.map(each -> each.getSelector()).orElse(null)),
        status.map(each -> each.getDesiredNumberScheduled()).orElse(0),
        status.map(each -> each.getCurrentNumberScheduled()).orElse(0));
  }

  /** Reads a workload; empty for another kind of object, or for one that is being deleted. */
  public static Optional<Workload> of(HasMetadata object) {
    if (Metadata.isBeingDeleted(object)) {
      return Optional.empty();
    }
    return switch (object) {
      case Deployment deployment -> Optional.of(read(deployment));
      case StatefulSet set -> Optional.of(read(set));
      case DaemonSet set -> Optional.of(read(set));
      default -> Optional.empty();
    };
  }

  private static Map<String, String> labels(@Nullable PodTemplateSpec template) {
    return Optional.ofNullable(template)
        .map(PodTemplateSpec::getMetadata)
        .map(ObjectMeta::getLabels)
        .orElse(Map.of());
  }

  private static Map<String, String> labels(@Nullable LabelSelector selector) {
    return Optional.ofNullable(selector).map(LabelSelector::getMatchLabels).orElse(Map.of());
  }
}
