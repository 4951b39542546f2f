package io.jotgate.controller.propagation;

import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import io.jotgate.issuer.model.IssuerState;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Asks all pods of a token service what they have loaded.
 *
 * <p>Every pod that a node may run counts, ready or not: one that is not ready may still sign. A
 * pod that no node has been given yet has loaded nothing, and one that has ended never will.
 */
public final class IssuerPropagation {
  private final IssuerStateClient client;

  /** Asks through {@code client}. */
  public IssuerPropagation(IssuerStateClient client) {
    this.client = client;
  }

  /** One report for each pod that counts, sorted by name. */
  public List<PodReport> ask(Collection<Pod> pods) {
    List<Pod> counted =
        pods.stream()
            .filter(pod -> Pods.node(pod).isPresent() && !Pods.hasEnded(pod))
            .sorted(Comparator.comparing(Metadata::name))
            .toList();
    return EveryPod.ask(counted, this::report);
  }

  private PodReport report(Pod pod) {
    Optional<IssuerState> state = Pods.address(pod).flatMap(client::ask);
    return new PodReport(
        Metadata.name(pod),
        Pods.isReady(pod),
        Metadata.annotation(pod, JotgateAnnotations.REFRESH),
        // An address that another pod has taken over answers for that pod.
        state.filter(answer -> answer.pod().equals(Metadata.name(pod))));
  }
}
