package io.jotgate.controller.workload;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.attachment.AttachmentProblem;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReport.Delivery;
import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.controller.attachment.WorkloadReport.PodCounts;
import io.jotgate.controller.attachment.WorkloadReport.Revoked;
import io.jotgate.controller.attachment.WorkloadReport.RouteReport;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.policy.compile.RouteVerdict;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.LoadedState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sums up what is known of the enforcement on a workload. Pure. */
final class WorkloadReportFactory {
  private WorkloadReportFactory() {}

  /**
   * The report.
   *
   * @param plan what pods should read now
   * @param answers what the live pods have loaded
   * @param problems ways past the policy
   * @param conflict why nothing could be written, if so
   * @param revoked which revocations the pods enforce
   */
  static WorkloadReport report(
      WorkloadFacts facts,
      PolicyPlan plan,
      List<SidecarAnswer> answers,
      List<AttachmentProblem> problems,
      Optional<Hold> conflict,
      Revoked revoked) {
    List<SidecarAnswer> ready = answers.stream().filter(SidecarAnswer::isReady).toList();
    List<SidecarAnswer> awaited = answers.stream().filter(SidecarAnswer::isAwaited).toList();
    List<SidecarAnswer> current = ready.stream().filter(each -> isCurrent(each, plan)).toList();
    return new WorkloadReport(
        routes(facts, plan),
        new Delivery(
            plan.complete(),
            names(awaited.stream().filter(each -> each.loaded().isEmpty()).toList()),
            names(
                awaited.stream()
                    .filter(each -> each.loaded().isPresent() && !isCurrent(each, plan))
                    .toList()),
            conflict.or(plan::held)),
        new PodCounts(
            facts.workload().wanted(),
            answers.size() + facts.barePods().size(),
            ready.size(),
            current.size()),
        epochs(plan, awaited),
        names(awaited.stream().filter(SidecarAnswer::isOutdated).toList()),
        problems,
        revoked);
  }

  private static boolean isCurrent(SidecarAnswer answer, PolicyPlan plan) {
    return answer.hasLoaded(plan.policy(), plan.trust());
  }

  private static List<String> names(List<SidecarAnswer> answers) {
    return answers.stream().map(SidecarAnswer::name).sorted().toList();
  }

  private static Map<String, RouteReport> routes(WorkloadFacts facts, PolicyPlan plan) {
    Map<String, RouteVerdict> verdicts =
        plan.compiled().verdicts().stream()
            .collect(Collectors.toMap(RouteVerdict::route, Function.identity()));
    Map<String, Instant> coarse = EnvoyRenderer.coarseRevocations(plan.compiled().trust());
    var routes = new TreeMap<String, RouteReport>();
    for (ProtectedRoute route : facts.routes()) {
      Optional.ofNullable(verdicts.get(Metadata.name(route)))
          .ifPresent(
              verdict ->
                  routes.put(
                      Metadata.name(route),
                      new RouteReport(
                          Metadata.generation(route), verdict.limitedBy(limits(verdict, coarse)))));
    }
    return routes;
  }

  private static List<String> limits(RouteVerdict verdict, Map<String, Instant> coarse) {
    return coarse.entrySet().stream()
        .filter(each -> verdict.issuers().contains(each.getKey()))
        .map(
            each ->
                "issuer %s: not all revocations fit, so every token issued before %s is refused"
                    .formatted(each.getKey(), each.getValue()))
        .toList();
  }

  private static Map<String, Long> epochs(PolicyPlan plan, List<SidecarAnswer> awaited) {
    var epochs = new TreeMap<String, Long>();
    if (awaited.isEmpty()) {
      return epochs;
    }
    for (IssuerTrust issuer : plan.compiled().trust().issuers()) {
      epochs.put(
          issuer.name(),
          awaited.stream().mapToLong(each -> epoch(each.loaded(), issuer.name())).min().orElse(0));
    }
    return epochs;
  }

  private static long epoch(Optional<LoadedState> loaded, String issuer) {
    return loaded.flatMap(state -> state.epoch(issuer)).orElse(0L);
  }
}
