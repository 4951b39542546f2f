package io.jotgate.testing.forgery;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One way to make a token.
 *
 * @param name what it tries
 * @param standing what must become of it
 * @param fits the algorithms that it works for
 * @param maker makes one; what it can choose it takes from the chance of the workpiece
 */
record Kind(
    String name, Standing standing, Predicate<Algorithm> fits, Function<Workpiece, String> maker) {
  static Kind good(String name, Function<Workpiece, String> maker) {
    return new Kind(name, Standing.GOOD, any -> true, maker);
  }

  static Kind good(String name, Predicate<Algorithm> fits, Function<Workpiece, String> maker) {
    return new Kind(name, Standing.GOOD, fits, maker);
  }

  static Kind forged(String name, Function<Workpiece, String> maker) {
    return new Kind(name, Standing.FORGED, any -> true, maker);
  }

  static Kind forged(String name, Predicate<Algorithm> fits, Function<Workpiece, String> maker) {
    return new Kind(name, Standing.FORGED, fits, maker);
  }

  static Kind misdirected(String name, Function<Workpiece, String> maker) {
    return new Kind(name, Standing.MISDIRECTED, any -> true, maker);
  }
}
