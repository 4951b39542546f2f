package io.jotgate.controller.protectedroute;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.attachment.RouteIndex;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.events.EventRecorder;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Readiness;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes sure that the workload of a route has its pair of ConfigMaps, refusing everything at first,
 * and writes the status of the route from what is reported of the workload.
 */
public final class ProtectedRouteReconciler implements Reconciler<ProtectedRoute> {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  /** A foreign object is not watched: its end is noticed by looking again. */
  private static final Duration NAME_TAKEN = Duration.ofSeconds(30);

  private final DenyAllPair pair;
  private final WorkloadReports reports;
  private final EventRecorder events;
  private final Clock clock;
  private final AtomicReference<Optional<ProtectedRouteEventSources>> sources =
      new AtomicReference<>(Optional.empty());

  /**
   * A reconciler.
   *
   * @param reports what is known of workloads
   */
  public ProtectedRouteReconciler(
      KubernetesClient client,
      EnvoyRenderer renderer,
      WorkloadReports reports,
      EventRecorder events,
      Clock clock) {
    this.pair = new DenyAllPair(client, renderer);
    this.reports = reports;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ProtectedRoute>> prepareEventSources(
      EventSourceContext<ProtectedRoute> context) {
    ProtectedRouteEventSources created = ProtectedRouteEventSources.create(context, reports);
    sources.set(Optional.of(created));
    return created.all();
  }

  @Override
  public UpdateControl<ProtectedRoute> reconcile(
      ProtectedRoute route, Context<ProtectedRoute> context) {
    RouteStanding standing = standing(route, sources.get().orElseThrow());
    return ProtectedRouteStatusFactory.status(route, standing, clock.instant())
        .filter(status -> !status.equals(route.getStatus()))
        .map(status -> patch(route, status))
        .orElseGet(UpdateControl::noUpdate)
        .rescheduleAfter(standing instanceof RouteStanding.Conflict ? NAME_TAKEN : LOOK_AGAIN);
  }

  private RouteStanding standing(ProtectedRoute route, ProtectedRouteEventSources watched) {
    Optional<WorkloadRef> reference = RouteIndex.reference(route);
    if (reference.isEmpty()) {
      return new RouteStanding.UnknownKind();
    }
    String namespace = Metadata.namespace(route);
    String name = reference.get().name();
    Optional<Workload> workload = watched.workload(namespace, reference.get());
    if (workload.isEmpty()) {
      return new RouteStanding.NoWorkload(reference.get().kind().name(), name);
    }
    Optional<String> conflict =
        pair.ensure(
            workload.get(),
            watched.configMaps().get(new ResourceID(ObjectNames.policy(name), namespace)));
    if (conflict.isPresent()) {
      return new RouteStanding.Conflict(conflict.get());
    }
    return reports
        .of(new WorkloadReports.Key(namespace, name))
        .flatMap(report -> seen(route, report))
        .orElseGet(RouteStanding.Unseen::new);
  }

  private static Optional<RouteStanding> seen(ProtectedRoute route, WorkloadReport report) {
    return Optional.ofNullable(report.routes().get(Metadata.name(route)))
        .filter(each -> each.generation() == Metadata.generation(route))
        .map(each -> new RouteStanding.Seen(each, report));
  }

  private UpdateControl<ProtectedRoute> patch(ProtectedRoute route, ProtectedRouteStatus status) {
    recordTransition(route, status);
    var patch = new ProtectedRoute();
    patch.setMetadata(Metadata.asRead(route));
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }

  private void recordTransition(ProtectedRoute route, ProtectedRouteStatus status) {
    List<Condition> before =
        Optional.ofNullable(route.getStatus())
            .map(ProtectedRouteStatus::conditions)
            .orElse(List.of());
    List<Condition> after = Optional.ofNullable(status.conditions()).orElse(List.of());
    if (Conditions.isTrue(after, Readiness.STALLED)) {
      Conditions.transition(before, after, Readiness.STALLED)
          .ifPresent(each -> events.record(route, EventReason.NotReady, each.getMessage()));
    } else if (Conditions.isTrue(after, Readiness.READY)) {
      Conditions.transition(before, after, Readiness.READY)
          .ifPresent(each -> events.record(route, EventReason.Ready, each.getMessage()));
    }
  }
}
