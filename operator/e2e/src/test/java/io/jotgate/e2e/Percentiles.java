package io.jotgate.e2e;

import java.util.List;

/** Times of several trials. */
record Percentiles(List<Long> millis) {
  Percentiles {
    millis = millis.stream().sorted().toList();
  }

  /** The smallest that a part of all, between 0 and 1, does not exceed. */
  long at(double part) {
    return millis.get((int) Math.ceil(part * millis.size()) - 1);
  }

  @Override
  public String toString() {
    return "%d trials, p50 %d ms, p95 %d ms, most %d ms"
        .formatted(millis.size(), at(0.5), at(0.95), millis.getLast());
  }
}
