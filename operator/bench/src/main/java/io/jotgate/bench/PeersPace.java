package io.jotgate.bench;

import java.time.Duration;

/**
 * How long the comparison with other issuers measures.
 *
 * @param starts how often a server is started; the last start counts, the others bring its files
 *     into memory
 * @param windows how often each server has its turn
 * @param window length of a turn
 * @param warmUpWindow length of the turns of which some must be equal before a server is warm
 * @param longestWarmUp after this a server is measured as it is
 * @param warm when a server is warm that was compiled beforehand
 * @param warmCompiled when one is that is compiled while it runs
 * @param latency how long each rate is held
 */
record PeersPace(
    int starts,
    int windows,
    Duration window,
    Duration warmUpWindow,
    Duration longestWarmUp,
    Flatness warm,
    Flatness warmCompiled,
    Duration latency) {
  private static final int EQUAL_WINDOWS = 3;
  private static final double EQUAL = 0.05;

  static final PeersPace FULL =
      new PeersPace(
          2,
          7,
          Duration.ofSeconds(6),
          Duration.ofSeconds(8),
          Duration.ofMinutes(5),
          new Flatness(EQUAL_WINDOWS, EQUAL, 1000),
          new Flatness(EQUAL_WINDOWS, EQUAL, 200_000),
          Duration.ofSeconds(8));
  static final PeersPace QUICK =
      new PeersPace(
          1,
          1,
          Duration.ofMillis(300),
          Duration.ofMillis(200),
          Duration.ofMillis(400),
          new Flatness(2, 1, 1),
          new Flatness(2, 1, 1),
          Duration.ofMillis(300));

  static PeersPace of(Pace pace) {
    return pace.quick() ? QUICK : FULL;
  }

  Flatness warm(boolean compiles) {
    return compiles ? warmCompiled : warm;
  }
}
