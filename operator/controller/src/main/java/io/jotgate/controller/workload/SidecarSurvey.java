package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.attachment.PortProbe;
import io.jotgate.controller.propagation.EveryPod;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Asks the pods of a workload, some at once. */
final class SidecarSurvey {
  private final SidecarStatusClient sidecars;
  private final PortProbe ports;

  SidecarSurvey(SidecarStatusClient sidecars, PortProbe ports) {
    this.sidecars = sidecars;
    this.ports = ports;
  }

  /** What each pod has loaded, in the given order. */
  List<SidecarAnswer> ask(List<Pod> pods) {
    return EveryPod.ask(
        pods, pod -> new SidecarAnswer(pod, Pods.address(pod).flatMap(sidecars::ask)));
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
