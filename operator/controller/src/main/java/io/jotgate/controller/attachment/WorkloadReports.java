package io.jotgate.controller.attachment;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The latest {@link WorkloadReport} of each workload, for the reconcilers of this process.
 *
 * <p>Reports are observations that can be made again at any time: after a restart there are none
 * until each workload has been looked at, and nothing that must survive is decided by them.
 */
public final class WorkloadReports {
  private final ConcurrentMap<Key, WorkloadReport> reports = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** A workload: its name within its namespace. */
  public record Key(String namespace, String workload) {}

  /** Hears of reports that differ from the one before. */
  @FunctionalInterface
  public interface Listener {
    /** There is another report of the workload, or none any more. */
    void changed(Key workload);
  }

  /** Adds a listener, for good. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** Replaces the report of a workload. */
  public void publish(Key workload, WorkloadReport report) {
    if (!report.equals(reports.put(workload, report))) {
      listeners.forEach(each -> each.changed(workload));
    }
  }

  /** Forgets a workload. */
  public void forget(Key workload) {
    if (reports.remove(workload) != null) {
      listeners.forEach(each -> each.changed(workload));
    }
  }

  /** The latest report. */
  public Optional<WorkloadReport> of(Key workload) {
    return Optional.ofNullable(reports.get(workload));
  }
}
