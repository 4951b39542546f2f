package io.jotgate.bench;

/** Mean and variance of numbers that come one by one, by Welford's method: nothing is kept. */
final class Moments {
  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** Of a sample: 0 for fewer than two numbers. */
  double variance() {
    return count < 2 ? 0 : squares / (count - 1);
  }

  /** How far the difference of two means is off by chance, as standard deviation. */
  static double error(Moments one, Moments other) {
    return Math.sqrt(one.variance() / one.count + other.variance() / other.count);
  }

  /**
   * Welch's t: the difference of two means in units of what it is off by chance. Positive if the
   * first is larger, 0 if there is nothing to compare.
   */
  static double t(Moments one, Moments other) {
    if (one.count < 2 || other.count < 2) {
      return 0;
    }
    double difference = one.mean - other.mean;
    double error = error(one, other);
    if (error > 0) {
      return difference / error;
    }
    return difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference);
  }
}
