package io.jotgate.controller.workload;

import io.jotgate.controller.attachment.WorkloadReports;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How often to ask pods that have not yet loaded what was written: often at first, then less.
 *
 * <p>Kept in memory, since it decides nothing but when to look again: a restart begins anew.
 */
final class SettlingPace {
  /** How often a settled workload is looked at. */
  static final Duration SETTLED = Duration.ofMinutes(5);

  private static final Duration AT_FIRST = Duration.ofMillis(250);
  private static final Duration THEN = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(15);
  private static final int QUICK_LOOKS = 20;
  private static final int LOOKS_UNTIL_LATER = 40;
  private static final int LOOKS_UNTIL_REWRITE = 42;

  private final ConcurrentMap<WorkloadReports.Key, Waiting> waiting = new ConcurrentHashMap<>();

  /**
   * Waiting for pods to load one content.
   *
   * @param fingerprint of that content
   * @param looks how often pods were asked since it was written
   * @param touched uids of pods that were told to refresh
   */
  private record Waiting(String fingerprint, int looks, Set<String> touched) {
    Waiting look() {
      return new Waiting(fingerprint, looks + 1, touched);
    }
  }

  /** Everything is loaded: forgets the waiting, and says when to look again. */
  Duration settled(WorkloadReports.Key workload) {
    waiting.remove(workload);
    return SETTLED;
  }

  /** Something is not loaded: says when to look again. */
  Duration unsettled(WorkloadReports.Key workload, String fingerprint) {
    int looks = current(workload, fingerprint, true).looks();
    if (looks <= QUICK_LOOKS) {
      return AT_FIRST;
    }
    return looks <= LOOKS_UNTIL_LATER ? THEN : LATER;
  }

  /**
   * Whether pods have had the content for so long that they must have missed it: it is to be
   * written again in other bytes.
   */
  boolean isOverdue(WorkloadReports.Key workload, String fingerprint) {
    return current(workload, fingerprint, false).looks() >= LOOKS_UNTIL_REWRITE;
  }

  /** Whether the pod is to be told to refresh now; true once for each content. */
  boolean touch(WorkloadReports.Key workload, String fingerprint, String podUid) {
    return current(workload, fingerprint, false).touched().add(podUid);
  }

  /** Forgets a workload that is gone. */
  void forget(WorkloadReports.Key workload) {
    waiting.remove(workload);
  }

  private Waiting current(WorkloadReports.Key workload, String fingerprint, boolean look) {
    return waiting.compute(
        workload,
        (key, before) -> {
          Waiting now =
              before == null || !before.fingerprint().equals(fingerprint)
                  ? new Waiting(fingerprint, 0, ConcurrentHashMap.newKeySet())
                  : before;
          return look ? now.look() : now;
        });
  }
}
