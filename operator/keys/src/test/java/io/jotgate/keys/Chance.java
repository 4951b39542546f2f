package io.jotgate.keys;

import java.util.List;
import java.util.Random;

/** All that is random in a history, from one seed. */
final class Chance {
  private final Random random;
  private boolean faults = true;

  Chance(long seed) {
    random = new Random(seed);
  }

  /** Whether something goes wrong. Never after {@link #endFaults}. */
  boolean fault(double probability) {
    return faults && random.nextDouble() < probability;
  }

  /** Whether one of two harmless ways is taken. */
  boolean sometimes(double probability) {
    return random.nextDouble() < probability;
  }

  void endFaults() {
    faults = false;
  }

  boolean faultsEnded() {
    return !faults;
  }

  /** From 1 to this many milliseconds. */
  long upTo(long millis) {
    return 1 + (long) (random.nextDouble() * Math.max(0, millis - 1));
  }

  /** The error of a clock: mostly as far off as can be. */
  long clockError(long largest) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> -largest;
      case 2, 3 -> largest;
      default -> Math.round((random.nextDouble() * 2 - 1) * largest);
    };
  }

  int index(int size) {
    return random.nextInt(size);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
