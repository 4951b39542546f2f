package io.jotgate.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What one contestant needed, round by round.
 *
 * @param name the contestant
 * @param nanos CPU time of one operation in nanoseconds
 * @param bytes bytes of heap that one operation allocates
 */
record Measured(String name, List<Double> nanos, List<Double> bytes) {
  Measured {
    nanos = List.copyOf(nanos);
    bytes = List.copyOf(bytes);
  }

  /** Median CPU time of one operation in nanoseconds. */
  double cost() {
    return Statistics.median(nanos);
  }

  /** Median heap of one operation in bytes. */
  double allocated() {
    return Statistics.median(bytes);
  }

  double spread() {
    return Statistics.spread(nanos);
  }

  /** Operations per second of CPU time. */
  double perSecond() {
    return 1e9 / cost();
  }

  /**
   * How many times the cost of another one this is: the median of the ratios of each round, since
   * what disturbs the machine disturbs both of a round.
   */
  double over(Measured other) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < nanos.size(); round++) {
      ratios.add(nanos.get(round) / other.nanos.get(round));
    }
    return Statistics.median(ratios);
  }

  /** What this and, beside it, the median of another one would need together. */
  Measured and(Measured other) {
    return new Measured(
        name + " + " + other.name, nanos.stream().map(cost -> cost + other.cost()).toList(), bytes);
  }
}
