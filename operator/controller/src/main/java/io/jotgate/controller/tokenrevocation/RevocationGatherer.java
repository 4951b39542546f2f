package io.jotgate.controller.tokenrevocation;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.attachment.RouteIndex;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.revocation.PublishedRing;
import io.jotgate.controller.revocation.RevocationIndex;
import io.jotgate.controller.revocation.RevokedContent;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Readiness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads everything that the status of a revocation depends on, from caches and reports. */
final class RevocationGatherer {
  /** Why a route is stalled whose workload is not looked at. */
  private static final Set<String> WITHOUT_POLICY =
      Set.of("WorkloadNotFound", "UnknownWorkloadKind", "NameConflict");

  private final TokenRevocationEventSources sources;
  private final WorkloadReports reports;

  RevocationGatherer(TokenRevocationEventSources sources, WorkloadReports reports) {
    this.sources = sources;
    this.reports = reports;
  }

  RevocationFacts gather(TokenRevocation revocation) {
    String namespace = Metadata.namespace(revocation);
    String name = RevokedContent.issuer(revocation);
    Optional<JwtIssuer> issuer =
        sources
            .issuers()
            .get(new ResourceID(name, namespace))
            .filter(each -> !Metadata.isBeingDeleted(each));
    return new RevocationFacts(
        revocation,
        issuer,
        PublishedRing.of(sources.jwks().get(new ResourceID(ObjectNames.jwks(name), namespace))),
        workloads(namespace, name));
  }

  private Map<String, Optional<WorkloadReport>> workloads(String namespace, String issuer) {
    var workloads = new TreeMap<String, Optional<WorkloadReport>>();
    for (ProtectedRoute route :
        sources
            .routes()
            .byIndex(
                TokenRevocationEventSources.ROUTES_BY_ISSUER,
                RevocationIndex.key(namespace, issuer))) {
      Optional<String> workload = RouteIndex.reference(route).map(WorkloadRef::name);
      Optional<WorkloadReport> report =
          workload.flatMap(each -> reports.of(new WorkloadReports.Key(namespace, each)));
      if (workload.isPresent()
          && !Metadata.isBeingDeleted(route)
          && (report.isPresent() || !hasNoWorkload(route))) {
        workloads.put(workload.get(), report);
      }
    }
    return workloads;
  }

  /** A route that its own reconciler could not give a policy has no pod that trusts anybody. */
  private static boolean hasNoWorkload(ProtectedRoute route) {
    return Conditions.find(
            Optional.ofNullable(route.getStatus())
                .map(ProtectedRouteStatus::conditions)
                .orElse(List.of()),
            Readiness.STALLED)
        .filter(stalled -> WITHOUT_POLICY.contains(stalled.getReason()))
        .isPresent();
  }
}
