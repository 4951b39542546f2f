package io.jotgate.policy.model;

import java.util.Collection;
import java.util.List;

/** Order for what has none, so that equal input gives equal values and equal bytes. */
final class Sorted {
  private Sorted() {}

  static <T extends Comparable<T>> List<T> distinct(Collection<T> values) {
    return values.stream().sorted().distinct().toList();
  }
}
