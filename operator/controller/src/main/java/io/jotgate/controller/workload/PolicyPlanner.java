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
    Compiled compiled =
        PolicyCompiler.compile(facts.workload().name(), facts.routes(), resolved(facts.issuers()));
    Documents policy = facts.policyDocuments();
    Documents trust = facts.trustDocuments();
    Optional<Hold> keysMissing = keysMissing(facts, trust);
    if (keysMissing.isPresent()) {
      return plan(compiled, policy, trust, false, keysMissing);
    }
    boolean loadedByAll =
        answers.stream()
            .filter(SidecarAnswer::isReady)
            .allMatch(each -> each.hasLoaded(policy, trust));
    PolicyTransition.Step step =
        transition.next(policy, trust, compiled.policy(), compiled.trust(), loadedByAll);
    return plan(
        compiled,
        step.policy(),
        step.trust(),
        step.complete(),
        step.oversize().map(each -> new Hold.TooLarge(each.bytes(), Documents.LIMIT_BYTES)));
  }

  private static PolicyPlan plan(
      Compiled compiled, Documents policy, Documents trust, boolean complete, Optional<Hold> held) {
    return new PolicyPlan(
        compiled, policy, trust, complete, held, compiled.policy().upstreamPort());
  }

  private static Map<String, ResolvedIssuer> resolved(Map<String, IssuerFacts> issuers) {
    var resolved = new TreeMap<String, ResolvedIssuer>();
    issuers.forEach((name, issuer) -> resolved.put(name, issuer.resolved()));
    return resolved;
  }

  /**
   * An issuer that pods trust and whose ring has gone missing while the issuer itself is there. Its
   * keys are still good; the ring will be restored, and until then nothing is taken away.
   */
  private static Optional<Hold> keysMissing(WorkloadFacts facts, Documents trust) {
    return facts.issuers().entrySet().stream()
        .filter(each -> each.getValue().ring().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .filter(issuer -> isTrusted(issuer, trust))
        .findFirst()
        .map(Hold.KeysMissing::new);
  }

  private static boolean isTrusted(String issuer, Documents trust) {
    return TrustedEpochs.of(trust).getOrDefault(issuer, 0L) > 0;
  }
}
