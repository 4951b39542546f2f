package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.attachment.RouteIndex;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.consent.Consent;
import io.jotgate.controller.consent.IssuerReferences;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.controller.resource.Pods;
import io.jotgate.controller.revocation.RevocationIndex;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads everything that the policy of a workload depends on, from caches. */
final class WorkloadGatherer {
  private final KubernetesClient client;
  private final WorkloadEventSources sources;

  WorkloadGatherer(KubernetesClient client, WorkloadEventSources sources) {
    this.client = client;
    this.sources = sources;
  }

  /** The facts; empty when the workload that owns the policy is gone. */
  Optional<WorkloadFacts> gather(ConfigMap policy, Instant now) {
    return OwnerReferences.of(policy).stream()
        .flatMap(owner -> workload(owner, Metadata.namespace(policy)).stream())
        .findFirst()
        .map(workload -> facts(workload, policy, now));
  }

  private WorkloadFacts facts(Workload workload, ConfigMap policy, Instant now) {
    List<ProtectedRoute> routes =
        sources
            .routes()
            .byIndex(
                RouteIndex.BY_WORKLOAD,
                RouteIndex.workloadKey(workload.namespace(), workload.kind(), workload.name()))
            .stream()
            .filter(route -> !Metadata.isBeingDeleted(route))
            .sorted(Comparator.comparing(Metadata::name))
            .toList();
    List<Pod> pods = labelled(workload);
    return new WorkloadFacts(
        workload,
        policy,
        sources.trust().get(id(workload.namespace(), ObjectNames.trust(workload.name()))),
        routes,
        issuers(workload.namespace(), routes, now),
        pods,
        bare(workload, pods),
        sources.services().list(workload.namespace(), each -> true).toList());
  }

  private List<Pod> labelled(Workload workload) {
    return sources
        .pods()
        .list(
            workload.namespace(),
            pod ->
                Metadata.label(pod, JotgateLabels.SIDECAR)
                    .filter(workload.name()::equals)
                    .isPresent())
        .sorted(Comparator.comparing(Metadata::name))
        .toList();
  }

  /**
   * Pods without the label. They are not watched: the API server is asked for them only when the
   * workload has more pods than carry the label.
   */
  private List<Pod> bare(Workload workload, List<Pod> labelled) {
    long live =
        labelled.stream()
            .filter(pod -> !Pods.hasEnded(pod) && !Metadata.isBeingDeleted(pod))
            .count();
    if (workload.running() <= live || workload.podSelector().isEmpty()) {
      return List.of();
    }
    return client
        .pods()
        .inNamespace(workload.namespace())
        .withLabels(workload.podSelector())
        .withoutLabel(JotgateLabels.SIDECAR, workload.name())
        .list()
        .getItems()
        .stream()
        .filter(pod -> !Pods.hasEnded(pod) && !Metadata.isBeingDeleted(pod))
        .sorted(Comparator.comparing(Metadata::name))
        .toList();
  }

  private Map<String, IssuerFacts> issuers(
      String namespace, List<ProtectedRoute> routes, Instant now) {
    var issuers = new TreeMap<String, IssuerFacts>();
    for (ProtectedRoute route : routes) {
      for (String name : IssuerReferences.of(route)) {
        Optional<JwtIssuer> issuer = sources.issuers().get(id(namespace, name));
        if (Consent.ofRoute(route, name, issuer).accepted() && issuer.isPresent()) {
          issuers.put(
              name,
              IssuerFacts.of(
                  issuer.get(),
                  jwks(namespace, name),
                  sources
                      .revocations()
                      .byIndex(RevocationIndex.BY_ISSUER, RevocationIndex.key(namespace, name)),
                  now));
        }
      }
    }
    return issuers;
  }

  private Optional<ConfigMap> jwks(String namespace, String issuer) {
    return sources.jwks().get(id(namespace, ObjectNames.jwks(issuer)));
  }

  private Optional<Workload> workload(OwnerReference owner, String namespace) {
    return switch (owner.getKind()) {
      case "Deployment" -> workload(sources.deployments(), namespace, owner.getName());
      case "StatefulSet" -> workload(sources.statefulSets(), namespace, owner.getName());
      case "DaemonSet" -> workload(sources.daemonSets(), namespace, owner.getName());
      default -> Optional.empty();
    };
  }

  private static <R extends HasMetadata> Optional<Workload> workload(
      InformerEventSource<R, ConfigMap> source, String namespace, String name) {
    return source.get(id(namespace, name)).flatMap(Workload::of);
  }

  private static ResourceID id(String namespace, String name) {
    return new ResourceID(name, namespace);
  }
}
