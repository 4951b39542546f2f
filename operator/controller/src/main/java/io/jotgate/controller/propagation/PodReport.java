package io.jotgate.controller.propagation;

import io.jotgate.issuer.model.IssuerState;
import java.util.Optional;

/**
 * One pod of a token service and what it says.
 *
 * @param name name of the pod
 * @param ready whether the kubelet finds it ready
 * @param refresh the value of its refresh annotation, if it has one
 * @param state what it has loaded; empty when it did not answer
 * @param outage of the node of a pod that did not answer, if its node is not ready
 * @param leaving whether somebody has deleted the pod, so that its node stops it and never makes it
 *     ready again
 */
public record PodReport(
    String name,
    boolean ready,
    Optional<String> refresh,
    Optional<IssuerState> state,
    Optional<NodeOutage> outage,
    boolean leaving) {
  /** A pod that stays, and of whose node nothing is known, because nobody had to ask. */
  public PodReport(
      String name, boolean ready, Optional<String> refresh, Optional<IssuerState> state) {
    this(name, ready, refresh, state, Optional.empty(), false);
  }
}
