package io.jotgate.controller.attachment;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.policy.render.Documents;

/**
 * The two ConfigMaps that the sidecars of a workload mount. The workload owns them, a route never
 * does: they stay while a pod may mount them.
 */
public final class PolicyPair {
  private PolicyPair() {}

  /** The ConfigMap of what is enforced. */
  public static ConfigMap policy(Workload workload, Documents documents) {
    return configMap(
        workload, ObjectNames.policy(workload.name()), JotgateLabels.POLICY, documents);
  }

  /** The ConfigMap of whose tokens are accepted. */
  public static ConfigMap trust(Workload workload, Documents documents) {
    return configMap(workload, ObjectNames.trust(workload.name()), JotgateLabels.TRUST, documents);
  }

  /** What such a ConfigMap holds. */
  public static Documents documents(ConfigMap configMap) {
    return Documents.of(Data.all(configMap));
  }

  private static ConfigMap configMap(
      Workload workload, String name, String part, Documents documents) {
    return new ConfigMapBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(workload.namespace())
                .withLabels(JotgateLabels.ofDocuments(workload.name(), part))
                .withOwnerReferences(workload.owner())
                .build())
        .withData(documents.files())
        .build();
  }
}
