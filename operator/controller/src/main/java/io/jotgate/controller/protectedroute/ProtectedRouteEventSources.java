package io.jotgate.controller.protectedroute;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.attachment.RouteIndex;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the status of a route depends on, watched. */
record ProtectedRouteEventSources(
    InformerEventSource<Deployment, ProtectedRoute> deployments,
    InformerEventSource<StatefulSet, ProtectedRoute> statefulSets,
    InformerEventSource<DaemonSet, ProtectedRoute> daemonSets,
    InformerEventSource<ConfigMap, ProtectedRoute> configMaps,
    SimpleInboundEventSource<ProtectedRoute> reported) {

  static ProtectedRouteEventSources create(
      EventSourceContext<ProtectedRoute> context, WorkloadReports reports) {
    context.getPrimaryCache().addIndexers(Map.of(RouteIndex.BY_WORKLOAD, RouteIndex::workloadKeys));
    var reported = new SimpleInboundEventSource<ProtectedRoute>("reports");
    reports.listen(
        key ->
            routesOf(context, key.namespace(), key.workload()).forEach(reported::propagateEvent));
    return new ProtectedRouteEventSources(
        workloads(context, Deployment.class, WorkloadRef.Kind.Deployment),
        workloads(context, StatefulSet.class, WorkloadRef.Kind.StatefulSet),
        workloads(context, DaemonSet.class, WorkloadRef.Kind.DaemonSet),
        new InformerEventSource<>(
            configuration(
                    ConfigMap.class,
                    "configmaps",
                    each ->
                        Metadata.label(each, JotgateLabels.WORKLOAD)
                            .map(name -> routesOf(context, Metadata.namespace(each), name))
                            .orElse(Set.of()))
                .withLabelSelector(JotgateLabels.selectorOf(JotgateLabels.DOCUMENTS))
                .withOnUpdateFilter((next, before) -> false)
                .build(),
            context),
        reported);
  }

  List<EventSource<?, ProtectedRoute>> all() {
    return List.of(deployments, statefulSets, daemonSets, configMaps, reported);
  }

  /** The workload, if it exists and nobody has deleted it. */
  Optional<Workload> workload(String namespace, WorkloadRef reference) {
    var id = new ResourceID(reference.name(), namespace);
    return switch (reference.kind()) {
      case Deployment -> deployments.get(id).flatMap(Workload::of);
      case StatefulSet -> statefulSets.get(id).flatMap(Workload::of);
      case DaemonSet -> daemonSets.get(id).flatMap(Workload::of);
    };
  }

  private static <R extends HasMetadata> InformerEventSource<R, ProtectedRoute> workloads(
      EventSourceContext<ProtectedRoute> context, Class<R> type, WorkloadRef.Kind kind) {
    return new InformerEventSource<>(
        configuration(
                type,
                kind.name(),
                each -> routesOf(context, Metadata.namespace(each), kind, Metadata.name(each)))
            .withOnUpdateFilter(
                (next, before) ->
                    Metadata.isBeingDeleted(next) != Metadata.isBeingDeleted(before)
                        || !Metadata.uid(next).equals(Metadata.uid(before)))
            .build(),
        context);
  }

  private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> configuration(
      Class<R> type, String name, SecondaryToPrimaryMapper<R> mapper) {
    return InformerEventSourceConfiguration.from(type, ProtectedRoute.class)
        .withName(name)
        .withSecondaryToPrimaryMapper(mapper);
  }

  private static Set<ResourceID> routesOf(
      EventSourceContext<ProtectedRoute> context, String namespace, String name) {
    return Arrays.stream(WorkloadRef.Kind.values())
        .flatMap(kind -> routesOf(context, namespace, kind, name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<ResourceID> routesOf(
      EventSourceContext<ProtectedRoute> context,
      String namespace,
      WorkloadRef.Kind kind,
      String name) {
    return context
        .getPrimaryCache()
        .byIndex(RouteIndex.BY_WORKLOAD, RouteIndex.workloadKey(namespace, kind, name))
        .stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }
}
