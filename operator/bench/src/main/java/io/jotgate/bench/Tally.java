package io.jotgate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came back, by status or by what went wrong, and how long it took. For many threads. */
final class Tally {
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final List<Long> nanos = new ArrayList<>();
  private long answers;

  /** Counts an answer. */
  synchronized void answered(int status, long time) {
    outcomes.merge(String.valueOf(status), 1L, Long::sum);
    nanos.add(time);
    answers++;
  }

  /** Counts a request without an answer; it took as long as it took to know. */
  synchronized void failed(String why, long time) {
    outcomes.merge(why, 1L, Long::sum);
    nanos.add(time);
  }

  /** How many requests had an answer, whatever it was. */
  synchronized long answers() {
    return answers;
  }

  synchronized long count() {
    return nanos.size();
  }

  synchronized long count(int status) {
    return outcomes.getOrDefault(String.valueOf(status), 0L);
  }

  synchronized double millis(double share) {
    return Statistics.percentile(nanos, share) / 1e6;
  }

  /** Such as {@code 401: 12, 503: 3}. */
  synchronized String outcomes() {
    return outcomes.isEmpty()
        ? "none"
        : String.join(
            ", ",
            outcomes.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .toList());
  }
}
