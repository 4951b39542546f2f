package io.jotgate.controller.attachment;

import io.jotgate.api.v1alpha1.EnforcementSpec;
import io.jotgate.api.v1alpha1.EnvoySidecarSpec;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteSpec;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.resource.Metadata;
import java.util.List;
import java.util.Optional;

/** What routes are found by, and null-safe reading of how they attach. */
public final class RouteIndex {
  /** Name of the index by workload. */
  public static final String BY_WORKLOAD = "by-workload";

  private RouteIndex() {}

  /** Keys of a route in the index by workload. */
  public static List<String> workloadKeys(ProtectedRoute route) {
    return reference(route).stream()
        .map(ref -> workloadKey(Metadata.namespace(route), ref.kind(), ref.name()))
        .toList();
  }

  /** Key of a workload. */
  public static String workloadKey(String namespace, WorkloadRef.Kind kind, String name) {
    return namespace + "/" + kind + "/" + name;
  }

  /** The workload that a route protects; empty when its kind is one that we do not know. */
  public static Optional<WorkloadRef> reference(ProtectedRoute route) {
    return sidecar(route)
        .map(EnvoySidecarSpec::workloadRef)
        .filter(ref -> ref.kind() != null && ref.name() != null);
  }

  /** Whether a route allows requests to go past the sidecar. */
  public static boolean allowsDirectAccess(ProtectedRoute route) {
    return sidecar(route).map(EnvoySidecarSpec::allowDirectAccess).orElse(false);
  }

  /** Port of the application that a route names. */
  public static Optional<Integer> upstreamPort(ProtectedRoute route) {
    return sidecar(route).map(EnvoySidecarSpec::upstreamPort);
  }

  private static Optional<EnvoySidecarSpec> sidecar(ProtectedRoute route) {
    return Optional.ofNullable(route.getSpec())
        .map(ProtectedRouteSpec::enforcement)
        .map(EnforcementSpec::envoySidecar);
  }
}
