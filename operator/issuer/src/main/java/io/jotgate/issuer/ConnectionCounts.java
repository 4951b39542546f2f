package io.jotgate.issuer;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts connections, in all and by source. Safe for use by many threads. It keeps a number for
 * each source that is connected, so for no more sources than there may be connections.
 */
final class ConnectionCounts {
  private final ConnectionLimits limits;
  private final Map<String, Integer> bySource = new HashMap<>();
  private int total;

  /** What became of a new connection. */
  enum Admission {
    /** It counts until it is released. */
    ADMITTED,
    /** There are as many as the process bears. */
    TOTAL,
    /** There are as many as one source may have. */
    SOURCE
  }

  ConnectionCounts(ConnectionLimits limits) {
    this.limits = limits;
  }

  /** Admits a connection if the limits allow it. */
  Admission admit(String source) {
    return admit(source, limits.perSource());
  }

  /** Admits a connection of a source that speaks for many: only the limit of all holds for it. */
  Admission admitProxy(String source) {
    return admit(source, Integer.MAX_VALUE);
  }

  private synchronized Admission admit(String source, int most) {
    if (total >= limits.total()) {
      return Admission.TOTAL;
    }
    int ofSource = bySource.getOrDefault(source, 0);
    if (ofSource >= most) {
      return Admission.SOURCE;
    }
    bySource.put(source, ofSource + 1);
    total++;
    return Admission.ADMITTED;
  }

  /** An admitted connection has ended. */
  synchronized void release(String source) {
    bySource.computeIfPresent(source, (key, count) -> count == 1 ? null : count - 1);
    total--;
  }

  synchronized int total() {
    return total;
  }

  synchronized int sources() {
    return bySource.size();
  }
}
