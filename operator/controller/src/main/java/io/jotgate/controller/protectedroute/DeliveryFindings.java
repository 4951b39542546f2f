package io.jotgate.controller.protectedroute;

import io.jotgate.controller.attachment.AttachmentProblem;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReport.Delivery;
import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.controller.attachment.WorkloadReport.PodCounts;
import io.jotgate.controller.status.Finding;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import java.util.List;
import java.util.Optional;

/** What the report of a workload means for the conditions of a route. Pure. */
final class DeliveryFindings {
  /** Every ready pod has loaded the policy. */
  static final String PROGRAMMED = "Programmed";

  /** And nothing goes past it. */
  static final String ENFORCED = "Enforced";

  /** Pods run with a bootstrap that is not the newest; they enforce the route all the same. */
  static final String RESTART_REQUIRED = "RestartRequired";

  private static final int NAMED = 3;

  private DeliveryFindings() {}

  /** Condition {@code Programmed}. */
  static Finding programmed(WorkloadReport report) {
    return report.delivery().held().map(DeliveryFindings::held).orElseGet(() -> delivered(report));
  }

  /**
   * Condition {@code Enforced}.
   *
   * @param allowDirectAccess whether the route accepts that the application answers directly
   */
  static Finding enforced(WorkloadReport report, boolean allowDirectAccess) {
    Optional<AttachmentProblem> problem =
        report.problems().stream()
            .filter(each -> !allowDirectAccess || !each.isDirectAccess())
            .findFirst();
    if (problem.isPresent()) {
      return Finding.stuck(ENFORCED, problem.get().kind(), problem.get().message());
    }
    Finding programmed = programmed(report);
    return switch (programmed.outlook()) {
      case DONE, FINISHING ->
          Finding.done(ENFORCED, ProtectedRouteReason.Enforced, "No request goes past the policy");
      case WORKING, STUCK ->
          new Finding(
              ENFORCED,
              programmed.truth() == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.FALSE,
              Outlook.WORKING,
              ProtectedRouteReason.Pending,
              "Pods do not enforce the policy yet");
    };
  }

  /** Condition {@code RestartRequired}; the operator never replaces pods of users. */
  static Finding restartRequired(WorkloadReport report) {
    List<String> outdated = report.outdated();
    return outdated.isEmpty()
        ? new Finding(
            RESTART_REQUIRED,
            Truth.FALSE,
            Outlook.DONE,
            ProtectedRouteReason.BootstrapCurrent,
            "No sidecar that answers runs with an earlier bootstrap")
        : new Finding(
            RESTART_REQUIRED,
            Truth.TRUE,
            Outlook.DONE,
            ProtectedRouteReason.BootstrapOutdated,
            "Pods enforce the route with the bootstrap of an earlier release: %s; replace them when it suits you (kubectl rollout restart)"
                .formatted(list(outdated)));
  }

  private static Finding held(Hold hold) {
    return switch (hold) {
      case Hold.TooLarge(int bytes, int limit) ->
          Finding.stuck(
              PROGRAMMED,
              ProtectedRouteReason.PolicyTooLarge,
              "The policy of all routes of the workload has %d bytes and may have %d; the last one that fitted stays in force: use fewer rules"
                  .formatted(bytes, limit));
      case Hold.KeysMissing(String issuer) ->
          Finding.working(
              PROGRAMMED,
              ProtectedRouteReason.IssuerKeysMissing,
              "The key ring of JwtIssuer "
                  + issuer
                  + " cannot be read; pods keep its last keys until it is back");
      case Hold.NameConflict(String message) ->
          Finding.stuck(PROGRAMMED, ProtectedRouteReason.NameConflict, message);
      case Hold.Refused(String message) ->
          Finding.stuck(PROGRAMMED, ProtectedRouteReason.ApplyRefused, message);
    };
  }

  private static Finding delivered(WorkloadReport report) {
    PodCounts pods = report.pods();
    Delivery delivery = report.delivery();
    if (pods.ready() == 0) {
      return pods.wanted() == 0
          ? Finding.done(
              PROGRAMMED,
              ProtectedRouteReason.NoPods,
              "The policy is written; the workload has no pods")
          : Finding.working(
              PROGRAMMED,
              ProtectedRouteReason.NoReadyPods,
              "No pod of the workload with a sidecar is ready");
    }
    if (!delivery.unreachable().isEmpty()) {
      return Finding.unknown(
          PROGRAMMED,
          ProtectedRouteReason.PodUnreachable,
          "Ready pods do not say what they have loaded: " + list(delivery.unreachable()));
    }
    if (!delivery.behind().isEmpty()) {
      return Finding.working(
          PROGRAMMED,
          ProtectedRouteReason.Propagating,
          "Waiting for pods to load the policy: " + list(delivery.behind()));
    }
    if (!delivery.complete()) {
      return Finding.working(
          PROGRAMMED, ProtectedRouteReason.Propagating, "The policy moves on in steps");
    }
    return Finding.done(
        PROGRAMMED, ProtectedRouteReason.Programmed, "Every ready pod has loaded the policy");
  }

  private static String list(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() <= NAMED ? shown : shown + " and " + (names.size() - NAMED) + " more";
  }
}
