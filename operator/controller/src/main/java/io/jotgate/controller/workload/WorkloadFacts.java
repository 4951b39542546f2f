package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.attachment.PolicyPair;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import io.jotgate.policy.render.Documents;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the policy of one workload depends on, read at one time.
 *
 * @param policy the primary: what is enforced
 * @param trust whose tokens are accepted, if that ConfigMap is there
 * @param routes routes of the workload, sorted by name
 * @param issuers issuers that they name, as far as they exist, by name
 * @param pods pods with the sidecar label of the workload, sorted by name
 * @param barePods other pods of the workload
 * @param services Services of the namespace
 */
record WorkloadFacts(
    Workload workload,
    ConfigMap policy,
    Optional<ConfigMap> trust,
    List<ProtectedRoute> routes,
    Map<String, IssuerFacts> issuers,
    List<Pod> pods,
    List<Pod> barePods,
    List<Service> services) {
  WorkloadFacts {
    routes = List.copyOf(routes);
    issuers = Map.copyOf(issuers);
    pods = List.copyOf(pods);
    barePods = List.copyOf(barePods);
    services = List.copyOf(services);
  }

  /** Longest time for which a verifier may use a copy of the keys of one of the issuers. */
  Duration largestVerifierCache() {
    return issuers.values().stream()
        .map(IssuerFacts::verifierCache)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** The documents that pods read now. */
  Documents policyDocuments() {
    return PolicyPair.documents(policy);
  }

  /** The documents that pods read now; none when the ConfigMap is gone. */
  Documents trustDocuments() {
    return trust.map(PolicyPair::documents).orElseGet(() -> Documents.of(Map.of()));
  }

  /** Pods that count: they run and nobody has deleted them. */
  List<Pod> livePods() {
    return pods.stream()
        .filter(pod -> !Pods.hasEnded(pod) && !Metadata.isBeingDeleted(pod))
        .toList();
  }
}
