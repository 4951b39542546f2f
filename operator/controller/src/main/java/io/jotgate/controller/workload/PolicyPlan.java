package io.jotgate.controller.workload;

import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.render.Documents;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to write for a workload now.
 *
 * @param compiled the goal
 * @param policy documents of the policy ConfigMap
 * @param trust documents of the trust ConfigMap; to be written first
 * @param complete whether these documents are the goal, not a step on the way
 * @param held why the goal cannot be reached
 * @param upstreamPort port of the application
 */
record PolicyPlan(
    Compiled compiled,
    Documents policy,
    Documents trust,
    boolean complete,
    Optional<Hold> held,
    OptionalInt upstreamPort) {
  /** The same content in other bytes, for pods that have missed it. */
  PolicyPlan rewritten() {
    return new PolicyPlan(
        compiled, policy.rewritten(), trust.rewritten(), complete, held, upstreamPort);
  }
}
