package io.jotgate.controller.propagation;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Puts one question to many pods, some of them at once. */
public final class EveryPod {
  private static final int AT_ONCE = 32;

  private EveryPod() {}

  /** One answer for each pod, in the order of the pods; returns when all have been asked. */
  public static <T> List<T> ask(Collection<Pod> pods, Function<Pod, T> question) {
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
