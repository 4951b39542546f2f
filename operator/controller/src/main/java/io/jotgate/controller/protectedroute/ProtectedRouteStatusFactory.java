package io.jotgate.controller.protectedroute;

import io.fabric8.kubernetes.api.model.Condition;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus.IssuerStatus;
import io.jotgate.controller.attachment.RouteIndex;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Finding;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import io.jotgate.controller.status.Readiness;
import io.jotgate.controller.status.Reason;
import io.jotgate.policy.compile.RouteVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the status of a ProtectedRoute from what is known. Pure. */
final class ProtectedRouteStatusFactory {
  /** The route is valid and part of the policy. */
  static final String ACCEPTED = "Accepted";

  /** What the route names exists. */
  static final String RESOLVED_REFS = "ResolvedRefs";

  private ProtectedRouteStatusFactory() {}

  /** The whole status; empty when there is nothing new to say. */
  static Optional<ProtectedRouteStatus> status(
      ProtectedRoute route, RouteStanding standing, Instant now) {
    return switch (standing) {
      case RouteStanding.Unseen unseen -> Optional.empty();
      case RouteStanding.UnknownKind unknown ->
          Optional.of(
              withoutPods(
                  route,
                  Finding.stuck(
                      RESOLVED_REFS,
                      ProtectedRouteReason.UnknownWorkloadKind,
                      "workloadRef.kind is none that this version of the operator knows"),
                  now));
      case RouteStanding.NoWorkload(String kind, String name) ->
          Optional.of(
              withoutPods(
                  route,
                  Finding.stuck(
                      RESOLVED_REFS,
                      ProtectedRouteReason.WorkloadNotFound,
                      "%s %s does not exist in this namespace: create it".formatted(kind, name)),
                  now));
      case RouteStanding.Conflict(String message) ->
          Optional.of(
              withoutPods(
                  route,
                  Finding.stuck(
                      DeliveryFindings.PROGRAMMED, ProtectedRouteReason.NameConflict, message),
                  now));
      case RouteStanding.Seen seen -> Optional.of(seen(route, seen, now));
    };
  }

  private static ProtectedRouteStatus seen(
      ProtectedRoute route, RouteStanding.Seen seen, Instant now) {
    RouteVerdict verdict = seen.route().verdict();
    WorkloadReport report = seen.workload();
    List<Finding> aspects =
        List.of(
            outcome(ACCEPTED, verdict.accepted()),
            outcome(RESOLVED_REFS, verdict.resolvedRefs()),
            DeliveryFindings.programmed(report),
            DeliveryFindings.enforced(report, RouteIndex.allowsDirectAccess(route)),
            DeliveryFindings.restartRequired(report));
    return new ProtectedRouteStatus(
        Metadata.generation(route),
        conditions(route, aspects, now),
        verdict.issuers().stream().map(issuer -> issuer(issuer, report)).toList(),
        new ProtectedRouteStatus.Pods(report.pods().total(), report.pods().current()),
        verdict.limitations());
  }

  /** The status of a route of which one thing is known; the rest waits for it. */
  private static ProtectedRouteStatus withoutPods(
      ProtectedRoute route, Finding known, Instant now) {
    List<Finding> aspects =
        Stream.of(
                ACCEPTED,
                RESOLVED_REFS,
                DeliveryFindings.PROGRAMMED,
                DeliveryFindings.ENFORCED,
                DeliveryFindings.RESTART_REQUIRED)
            .map(type -> type.equals(known.type()) ? known : pending(type))
            .toList();
    return new ProtectedRouteStatus(
        Metadata.generation(route),
        conditions(route, aspects, now),
        List.of(),
        new ProtectedRouteStatus.Pods(0, 0),
        List.of());
  }

  private static Finding pending(String type) {
    return new Finding(
        type,
        Truth.UNKNOWN,
        Outlook.WORKING,
        ProtectedRouteReason.Pending,
        "Not looked at yet: another condition says why");
  }

  private static List<Condition> conditions(
      ProtectedRoute route, List<Finding> aspects, Instant now) {
    return Conditions.merge(
        Optional.ofNullable(route.getStatus())
            .map(ProtectedRouteStatus::conditions)
            .orElse(List.of()),
        Readiness.summarize(aspects, "Every pod enforces the route"),
        Metadata.generation(route),
        now);
  }

  private static Finding outcome(String type, RouteVerdict.Outcome outcome) {
    Reason reason = outcome.reason()::name;
    return outcome.ok()
        ? Finding.done(type, reason, outcome.message())
        : Finding.stuck(type, reason, outcome.message());
  }

  /**
   * No epoch: no proxy runs. Zero: one does, and does not verify with any key of the issuer, or
   * does not answer.
   */
  private static IssuerStatus issuer(String name, WorkloadReport report) {
    Long epoch = report.epochs().get(name);
    return new IssuerStatus(
        name, epoch == null && report.pods().ready() > 0 ? Long.valueOf(0) : epoch);
  }
}
