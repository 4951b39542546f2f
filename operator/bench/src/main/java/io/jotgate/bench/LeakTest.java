package io.jotgate.bench;

import java.util.Arrays;

/**
 * Whether classes of inputs take different times, in the manner of dudect (Reparaz, Balasch and
 * Verbauwhede, 2017): Welch's t of each two classes, of all times and of times cropped at 100
 * limits, since what disturbs a machine makes long times that hide small differences. The limits
 * are quantiles of a run before, so they do not depend on what is judged.
 */
final class LeakTest {
  /** From this |t| on, times are different: by chance it comes once in 150,000 comparisons. */
  static final double LIMIT = 4.5;

  private static final int CROPS = 100;

  /** Shorter than each limit, the last of which is none. */
  private final long[] limits;

  private final double[] shares;
  private final Moments[][] moments;
  private final long enough;

  private LeakTest(long[] limits, double[] shares, int classes, long enough) {
    this.limits = limits;
    this.shares = shares;
    this.enough = enough;
    this.moments = new Moments[classes][limits.length];
    for (Moments[] each : moments) {
      Arrays.setAll(each, i -> new Moments());
    }
  }

  /**
   * A test that knows no times yet.
   *
   * @param before times of a run before, of all classes, in any unit
   * @param enough a crop that leaves fewer times of a class says nothing
   */
  static LeakTest cropping(long[] before, int classes, long enough) {
    if (before.length == 0) {
      throw new IllegalArgumentException("a run before is needed");
    }
    long[] sorted = before.clone();
    Arrays.sort(sorted);
    long[] limits = new long[CROPS + 1];
    double[] shares = new double[CROPS + 1];
    for (int i = 0; i < CROPS; i++) {
      shares[i] = 1 - Math.pow(0.5, 10.0 * (i + 1) / CROPS);
      limits[i] = sorted[(int) (shares[i] * sorted.length)];
    }
    limits[CROPS] = Long.MAX_VALUE;
    shares[CROPS] = 1;
    return new LeakTest(limits, shares, classes, enough);
  }

  /** Adds a time of a class. */
  void add(int ofClass, long time) {
    Moments[] own = moments[ofClass];
    for (int i = limits.length - 1; i >= 0 && time < limits[i]; i--) {
      own[i].add((double) time);
    }
  }

  /**
   * How two classes differ at one limit.
   *
   * @param share of the run before that was shorter than the limit; 1: no limit
   * @param difference of the means, first less second
   * @param t Welch's t of it
   * @param error what the difference is off by chance, as standard deviation
   */
  record Difference(double share, double difference, double t, double error) {}

  /** All times of two classes. */
  Difference whole(int one, int other) {
    return at(limits.length - 1, one, other);
  }

  /** At the limit next to a share of the run before. */
  Difference near(double share, int one, int other) {
    int nearest = 0;
    for (int i = 1; i < shares.length; i++) {
      if (Math.abs(shares[i] - share) < Math.abs(shares[nearest] - share)) {
        nearest = i;
      }
    }
    return at(nearest, one, other);
  }

  /** Where |t| is largest among all limits that leave enough. */
  Difference worst(int one, int other) {
    Difference worst = whole(one, other);
    for (int i = 0; i < limits.length - 1; i++) {
      Difference found = at(i, one, other);
      worst = isEnough(i, one, other) && Math.abs(found.t()) > Math.abs(worst.t()) ? found : worst;
    }
    return worst;
  }

  /** The smallest difference of means that some limit would show. */
  double resolution(int one, int other) {
    double least = LIMIT * whole(one, other).error();
    for (int i = 0; i < limits.length - 1; i++) {
      if (isEnough(i, one, other)) {
        least = Math.min(least, LIMIT * at(i, one, other).error());
      }
    }
    return least;
  }

  /** How many times of a class there are. */
  long count(int ofClass) {
    return moments[ofClass][limits.length - 1].count();
  }

  /** The mean of all times of a class. */
  double mean(int ofClass) {
    return moments[ofClass][limits.length - 1].mean();
  }

  private boolean isEnough(int limit, int one, int other) {
    return Math.min(moments[one][limit].count(), moments[other][limit].count()) >= enough;
  }

  private Difference at(int limit, int one, int other) {
    Moments first = moments[one][limit];
    Moments second = moments[other][limit];
    return new Difference(
        shares[limit],
        first.mean() - second.mean(),
        Moments.t(first, second),
        Moments.error(first, second));
  }
}
