package io.jotgate.controller.resource;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Null-safe reading of pods. */
public final class Pods {
  private Pods() {}

  /** Whether the pod answers, as the kubelet sees it. */
  public static boolean isReady(Pod pod) {
    return status(pod).map(PodStatus::getConditions).orElse(List.of()).stream()
        .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()));
  }

  /** Whether the pod has ended for good: it runs nothing and starts nothing. */
  public static boolean hasEnded(Pod pod) {
    return status(pod)
        .map(PodStatus::getPhase)
        .filter(phase -> phase.equals("Succeeded") || phase.equals("Failed"))
        .isPresent();
  }

  /** The address of the pod, once it has one. */
  public static Optional<String> address(Pod pod) {
    return status(pod).map(PodStatus::getPodIP).filter(ip -> !ip.isEmpty());
  }

  /** The node that the pod was given to. */
  public static Optional<String> node(Pod pod) {
    return Optional.ofNullable(pod.getSpec())
        .flatMap(spec -> Optional.ofNullable(spec.getNodeName()));
  }

  /** Whether a container, native sidecars included, has the given name. */
  public static boolean hasContainer(Pod pod, String name) {
    return Optional.ofNullable(pod.getSpec())
        .map(
            spec ->
                Stream.of(spec.getInitContainers(), spec.getContainers())
                    .filter(Objects::nonNull)
                    .flatMap(List::stream)
                    .anyMatch(each -> name.equals(each.getName())))
        .orElse(false);
  }

  /**
   * Whether a container, native sidecars included, has started and not ended since, as the kubelet
   * sees it: ready or not, its process is there.
   */
  public static boolean isRunning(Pod pod, String name) {
    return status(pod).stream()
        .flatMap(known -> Stream.of(known.getInitContainerStatuses(), known.getContainerStatuses()))
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(each -> name.equals(each.getName()))
        .anyMatch(
            each ->
                Boolean.TRUE.equals(each.getStarted())
                    && each.getState() != null
                    && each.getState().getRunning() != null);
  }

  private static Optional<PodStatus> status(Pod pod) {
    return Optional.ofNullable(pod.getStatus());
  }
}
