package io.jotgate.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long a program measures.
 *
 * @param quick just enough to see that the program works; its numbers mean nothing
 * @param rounds how often each contestant has its turn
 * @param warmUp of each piece of code
 * @param turn of each piece of code
 * @param serverWarmUp of each server, again and again until it has given enough answers
 * @param warmUpAnswers how many answers are enough
 * @param serverTurn of each server
 * @param firstLogins how many consumers log in for the first time in a turn
 * @param starts how often each process is started
 */
record Pace(
    boolean quick,
    int rounds,
    Duration warmUp,
    Duration turn,
    Duration serverWarmUp,
    long warmUpAnswers,
    Duration serverTurn,
    int firstLogins,
    int starts) {
  static final Pace FULL =
      new Pace(
          false,
          9,
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofSeconds(12),
          60_000,
          Duration.ofSeconds(3),
          64,
          30);
  static final Pace QUICK =
      new Pace(
          true,
          1,
          Duration.ofMillis(30),
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          1,
          Duration.ofMillis(200),
          2,
          1);

  /**
   * Reads the arguments of a program.
   *
   * @throws IllegalArgumentException for anything but {@code --quick}
   */
  static Pace of(String... arguments) {
    List<String> given = List.of(arguments);
    if (given.isEmpty()) {
      return FULL;
    }
    if (given.equals(List.of("--quick"))) {
      return QUICK;
    }
    throw new IllegalArgumentException("the only argument is --quick, not " + given);
  }
}
