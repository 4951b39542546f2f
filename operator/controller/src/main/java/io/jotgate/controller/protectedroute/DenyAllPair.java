package io.jotgate.controller.protectedroute;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.controller.attachment.PolicyPair;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.resource.ForeignObjectException;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import java.util.Optional;

/**
 * Makes the ConfigMaps of a workload, refusing everything. Only ever creates: what is there already
 * is the business of the workload's own reconciler.
 */
final class DenyAllPair {
  private final GuardedObjects objects;
  private final EnvoyRenderer renderer;

  DenyAllPair(KubernetesClient client, EnvoyRenderer renderer) {
    this.objects = new GuardedObjects(client);
    this.renderer = renderer;
  }

  /**
   * Makes the pair, unless it is there.
   *
   * @param cached the policy ConfigMap as the cache has it
   * @return why the pair cannot be made, if a name is taken
   */
  Optional<String> ensure(Workload workload, Optional<ConfigMap> cached) {
    try {
      if (cached.isPresent()) {
        return otherOwner(workload, cached.get());
      }
      create(PolicyPair.trust(workload, renderer.denyAllTrust()));
      return create(PolicyPair.policy(workload, renderer.denyAllPolicy()))
          .flatMap(existing -> otherOwner(workload, existing));
    } catch (ForeignObjectException foreign) {
      return Optional.ofNullable(foreign.getMessage());
    }
  }

  /** Creates, or answers with what is there. */
  private Optional<ConfigMap> create(ConfigMap desired) {
    if (objects.create(desired)) {
      return Optional.empty();
    }
    return objects.read(
        ConfigMap.class,
        Metadata.namespace(desired),
        Metadata.name(desired),
        Metadata.labels(desired));
  }

  /** A workload of another kind with the same name has the same pod label and the same pair. */
  private static Optional<String> otherOwner(Workload workload, ConfigMap policy) {
    return OwnerReferences.of(policy).stream()
        .filter(owner -> !workload.kind().name().equals(owner.getKind()))
        .findFirst()
        .map(
            owner ->
                "ConfigMap %s belongs to %s %s: two protected workloads cannot have the same name"
                    .formatted(Metadata.name(policy), owner.getKind(), owner.getName()));
  }
}
