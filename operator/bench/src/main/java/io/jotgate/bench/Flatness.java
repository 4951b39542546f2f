package io.jotgate.bench;

import java.util.Collections;
import java.util.List;

/**
 * When a server is warm: the last few windows cost about the same, and enough work was done that a
 * compiler has seen all of it. A server that compiles while it runs is flat for a while between two
 * steps down, so windows are long and work counts too.
 *
 * @param windows how many windows are compared
 * @param tolerance how far the dearest may be above the cheapest, in parts of their median
 * @param answers how many answers there must have been
 */
record Flatness(int windows, double tolerance, long answers) {
  Flatness {
    if (windows < 2 || tolerance < 0) {
      throw new IllegalArgumentException("flat is what two windows or more have in common");
    }
  }

  /**
   * Whether a server that has shown this is warm.
   *
   * @param costs of each window so far, in order
   * @param done answers so far
   */
  boolean reached(List<Double> costs, long done) {
    if (done < answers || costs.size() < windows) {
      return false;
    }
    List<Double> last = costs.subList(costs.size() - windows, costs.size());
    double difference = Collections.max(last) - Collections.min(last);
    return difference <= tolerance * Statistics.median(last);
  }
}
