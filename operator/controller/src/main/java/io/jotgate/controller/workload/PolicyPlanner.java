package io.jotgate.controller.workload;

import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.compile.ResolvedIssuer;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.PolicyTransition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides what to write for a workload. Pure. */
final class PolicyPlanner {
  private final PolicyTransition transition;

  PolicyPlanner(EnvoyRenderer renderer) {
    this.transition = new PolicyTransition(renderer);
  }

  /**
   * Decides.
   *
   * @param answers what the live pods have loaded
   */
  PolicyPlan plan(WorkloadFacts facts, List<SidecarAnswer> answers) {
    Documents policy = facts.policyDocuments();
    Documents trust = facts.trustDocuments();
    List<String> withoutRing = withoutRing(facts, trust);
    Compiled compiled =
        PolicyCompiler.compile(
            facts.workload().name(), facts.routes(), resolved(facts, withoutRing, trust));
    boolean loadedByAll =
        answers.stream()
            .filter(SidecarAnswer::isAwaited)
            .allMatch(each -> each.hasLoaded(policy, trust));
    PolicyTransition.Step step =
        transition.next(policy, trust, compiled.policy(), compiled.trust(), loadedByAll);
    return plan(
        compiled,
        step.policy(),
        step.trust(),
        step.complete() && withoutRing.isEmpty(),
        step.oversize()
            .<Hold>map(each -> new Hold.TooLarge(each.bytes(), Documents.LIMIT_BYTES))
            .or(() -> withoutRing.stream().findFirst().map(Hold.KeysMissing::new)));
  }

  private static PolicyPlan plan(
      Compiled compiled, Documents policy, Documents trust, boolean complete, Optional<Hold> held) {
    return new PolicyPlan(
        compiled, policy, trust, complete, held, compiled.policy().upstreamPort());
  }

  /** Issuers as they are; one without a ring as it was when its keys were last written. */
  private static Map<String, ResolvedIssuer> resolved(
      WorkloadFacts facts, List<String> withoutRing, Documents trust) {
    var resolved = new TreeMap<String, ResolvedIssuer>();
    facts
        .issuers()
        .forEach(
            (name, issuer) ->
                resolved.put(
                    name,
                    withoutRing.contains(name)
                        ? asTrusted(issuer.resolved(), trust)
                        : issuer.resolved()));
    return resolved;
  }

  private static ResolvedIssuer asTrusted(ResolvedIssuer issuer, Documents trust) {
    return new ResolvedIssuer(
        issuer.name(),
        issuer.iss(),
        issuer.audiences(),
        TrustedEpochs.of(trust).getOrDefault(issuer.name(), 0L),
        TrustedKeys.of(trust, issuer.name(), issuer.iss()),
        issuer.revocations());
  }

  /**
   * Issuers that pods trust and whose ring has gone missing while the issuer itself is there. Their
   * keys are still good; the ring will be restored, and until then none of them is taken away.
   * Everything else goes on.
   */
  private static List<String> withoutRing(WorkloadFacts facts, Documents trust) {
    return facts.issuers().entrySet().stream()
        .filter(each -> each.getValue().ring().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .filter(issuer -> isTrusted(issuer, trust))
        .toList();
  }

  private static boolean isTrusted(String issuer, Documents trust) {
    return TrustedEpochs.of(trust).getOrDefault(issuer, 0L) > 0;
  }
}
