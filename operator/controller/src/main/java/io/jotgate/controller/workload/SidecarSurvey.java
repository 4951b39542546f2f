package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.attachment.PortProbe;
import io.jotgate.controller.propagation.EveryPod;
import io.jotgate.controller.propagation.NodeOutage;
import io.jotgate.controller.propagation.NodeOutages;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import io.jotgate.policy.render.envoy.LoadedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks the pods of a workload, some at once. */
final class SidecarSurvey {
  private final SidecarStatusClient sidecars;
  private final PortProbe ports;
  private final NodeOutages nodes;

  SidecarSurvey(SidecarStatusClient sidecars, PortProbe ports, NodeOutages nodes) {
    this.sidecars = sidecars;
    this.ports = ports;
    this.nodes = nodes;
  }

  /**
   * What each pod has loaded, in the given order.
   *
   * @param isLong whether the outage of a node is so long that a pod which does not answer is lost
   */
  List<SidecarAnswer> ask(List<Pod> pods, Predicate<NodeOutage> isLong) {
    List<Optional<LoadedState>> loaded =
        EveryPod.ask(pods, pod -> Pods.address(pod).flatMap(sidecars::ask));
    Map<String, Boolean> lostNodes = new HashMap<>();
    List<SidecarAnswer> answers = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      Pod pod = pods.get(i);
      boolean lost =
          loaded.get(i).isEmpty()
              && SidecarAnswer.mayVerify(pod)
              && Pods.node(pod)
                  .filter(
                      node ->
                          lostNodes.computeIfAbsent(
                              node, name -> nodes.of(name).filter(isLong).isPresent()))
                  .isPresent();
      answers.add(new SidecarAnswer(pod, loaded.get(i), lost));
    }
    return answers;
  }

  /** Names of pods whose application answers us. */
  List<String> reachable(Collection<Pod> pods, int port) {
    return EveryPod.ask(
            pods,
            pod ->
                Pods.address(pod)
                    .filter(address -> ports.answers(address, port))
                    .map(address -> Metadata.name(pod)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
