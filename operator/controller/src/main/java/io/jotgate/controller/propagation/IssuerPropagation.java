package io.jotgate.controller.propagation;

import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import io.jotgate.issuer.model.IssuerState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks all pods of a token service what they have loaded.
 *
 * <p>Every pod that a node may run counts, ready or not: one that is not ready may still sign. A
 * pod that no node has been given yet has loaded nothing, and one that has ended never will.
 */
public final class IssuerPropagation {
  private final IssuerStateClient client;
  private final NodeOutages nodes;

  /**
   * Asks through {@code client}.
   *
   * @param nodes asked about the nodes of pods that do not answer
   */
  public IssuerPropagation(IssuerStateClient client, NodeOutages nodes) {
    this.client = client;
    this.nodes = nodes;
  }

  /** One report for each pod that counts, sorted by name. */
  public List<PodReport> ask(Collection<Pod> pods) {
    List<Pod> counted =
        pods.stream()
            .filter(pod -> Pods.node(pod).isPresent() && !Pods.hasEnded(pod))
            .sorted(Comparator.comparing(Metadata::name))
            .toList();
    List<Optional<IssuerState>> states = EveryPod.ask(counted, this::state);
    Map<String, Optional<NodeOutage>> outages = new HashMap<>();
    List<PodReport> reports = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      Pod pod = counted.get(i);
      Optional<IssuerState> state = states.get(i);
      reports.add(
          new PodReport(
              Metadata.name(pod),
              Pods.isReady(pod),
              Metadata.annotation(pod, JotgateAnnotations.REFRESH),
              state,
              state.isPresent()
                  ? Optional.empty()
                  : Pods.node(pod).flatMap(node -> outages.computeIfAbsent(node, nodes::of)),
              Metadata.isBeingDeleted(pod)));
    }
    return reports;
  }

  private Optional<IssuerState> state(Pod pod) {
    // An address that another pod has taken over answers for that pod.
    return Pods.address(pod)
        .flatMap(client::ask)
        .filter(answer -> answer.pod().equals(Metadata.name(pod)));
  }
}
