package io.jotgate.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.jotgate.controller.attachment.PortProbe;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.Pods;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks the pods of a workload, some at once. */
final class SidecarSurvey {
  private static final int AT_ONCE = 32;

  private final SidecarStatusClient sidecars;
  private final PortProbe ports;

  SidecarSurvey(SidecarStatusClient sidecars, PortProbe ports) {
    this.sidecars = sidecars;
    this.ports = ports;
  }

  /** What each pod has loaded, in the given order. */
  List<SidecarAnswer> ask(List<Pod> pods) {
    return each(pods, pod -> new SidecarAnswer(pod, Pods.address(pod).flatMap(sidecars::ask)));
  }

  /** Names of pods whose application answers us. */
  List<String> reachable(Collection<Pod> pods, int port) {
    return each(
            pods,
            pod ->
                Pods.address(pod)
                    .filter(address -> ports.answers(address, port))
                    .map(address -> Metadata.name(pod)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static <T> List<T> each(Collection<Pod> pods, Function<Pod, T> question) {
    if (pods.isEmpty()) {
      return List.of();
    }
    Semaphore slots = new Semaphore(AT_ONCE);
    List<Future<T>> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers = pods.stream().map(pod -> threads.submit(limited(slots, pod, question))).toList();
    }
    // Closing the executor has waited for all of them.
    return answers.stream().map(Future::resultNow).toList();
  }

  private static <T> Callable<T> limited(Semaphore slots, Pod pod, Function<Pod, T> question) {
    return () -> {
      slots.acquire();
      try {
        return question.apply(pod);
      } finally {
        slots.release();
      }
    };
  }
}
