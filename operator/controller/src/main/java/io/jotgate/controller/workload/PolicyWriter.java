package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jotgate.controller.attachment.PolicyPair;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the documents of a workload, and tells its pods to refresh. */
final class PolicyWriter {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyWriter.class);

  private final KubernetesClient client;
  private final GuardedObjects objects;

  PolicyWriter(KubernetesClient client) {
    this.client = client;
    this.objects = new GuardedObjects(client);
  }

  /** What came of a write. */
  enum Outcome {
    /** All was as it should be. */
    UNCHANGED,
    /** Something was written. */
    WRITTEN,
    /** Somebody was faster: to be decided again on what is there now. */
    LOST
  }

  /**
   * Writes what differs, trust first: each as one compare-and-swap on the version that was read.
   *
   * @throws io.jotgate.controller.resource.ForeignObjectException if the name of the trust
   *     ConfigMap is taken
   */
  Outcome write(WorkloadFacts facts, PolicyPlan plan) {
    Workload workload = facts.workload();
    Outcome trust = write(PolicyPair.trust(workload, plan.trust()), facts.trust());
    if (trust == Outcome.LOST) {
      return trust;
    }
    Outcome policy = write(PolicyPair.policy(workload, plan.policy()), Optional.of(facts.policy()));
    return policy == Outcome.UNCHANGED ? trust : policy;
  }

  private Outcome write(ConfigMap desired, Optional<ConfigMap> read) {
    Optional<ConfigMap> actual = read.or(() -> live(desired));
    if (actual.isEmpty()) {
      return objects.create(desired) ? Outcome.WRITTEN : Outcome.LOST;
    }
    if (isAsDesired(actual.get(), desired)) {
      return Outcome.UNCHANGED;
    }
    ConfigMap next =
        new ConfigMapBuilder(actual.get())
            .editMetadata()
            .withManagedFields(List.of())
            .addToLabels(Metadata.labels(desired))
            .withOwnerReferences(OwnerReferences.of(desired))
            .endMetadata()
            .withData(Data.all(desired))
            .build();
    return objects.replace(next) ? Outcome.WRITTEN : Outcome.LOST;
  }

  private Optional<ConfigMap> live(ConfigMap desired) {
    return objects.read(
        ConfigMap.class,
        Metadata.namespace(desired),
        Metadata.name(desired),
        Metadata.labels(desired));
  }

  private static boolean isAsDesired(ConfigMap actual, ConfigMap desired) {
    return Data.all(actual).equals(Data.all(desired))
        && JotgateLabels.carries(actual, Metadata.labels(desired))
        && OwnerReferences.of(actual).equals(OwnerReferences.of(desired));
  }

  /**
   * Makes the kubelet refresh the files of a pod now instead of within a minute. A pod that has
   * gone meanwhile needs none, and any other failure only costs that time.
   */
  void refresh(Pod pod, String fingerprint) {
    if (Metadata.annotation(pod, JotgateAnnotations.REFRESH)
        .filter(fingerprint::equals)
        .isPresent()) {
      return;
    }
    Pod patch =
        new PodBuilder()
            .withNewMetadata()
            .withAnnotations(Map.of(JotgateAnnotations.REFRESH, fingerprint))
            .endMetadata()
            .build();
    try {
      client
          .pods()
          .inNamespace(Metadata.namespace(pod))
          .withName(Metadata.name(pod))
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        LOG.warn(
            "Pod {}/{} not refreshed: status {}",
            Metadata.namespace(pod),
            Metadata.name(pod),
            refused.getCode());
      }
    }
  }
}
