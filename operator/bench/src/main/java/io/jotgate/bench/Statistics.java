package io.jotgate.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Summaries of measured values. */
final class Statistics {
  private static final int RESAMPLES = 2000;
  private static final long SEED = 1;

  private Statistics() {}

  /** The middle value, or the mean of the middle two. */
  static double median(List<Double> values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Distance of the quartiles in parts of the median: how much a repetition may differ. */
  static double spread(List<Double> values) {
    double[] sorted = sorted(values);
    int quarter = sorted.length / 4;
    return (sorted[sorted.length - 1 - quarter] - sorted[quarter]) / median(values);
  }

  /**
   * Between which values the median lies with 95 % confidence, by the bootstrap: the medians of
   * many samples drawn from these values. Always the same for the same values.
   */
  static Interval interval(List<Double> values) {
    double[] medians = new double[RESAMPLES];
    Random random = new Random(SEED);
    for (int i = 0; i < RESAMPLES; i++) {
      List<Double> sample = new ArrayList<>();
      for (int j = 0; j < values.size(); j++) {
        sample.add(values.get(random.nextInt(values.size())));
      }
      medians[i] = median(sample);
    }
    Arrays.sort(medians);
    return new Interval(
        medians[(int) (RESAMPLES * 0.025)], medians[(int) Math.ceil(RESAMPLES * 0.975) - 1]);
  }

  /**
   * A range of values.
   *
   * @param low the smallest
   * @param high the largest
   */
  record Interval(double low, double high) {}

  /**
   * The smallest value that a share of all values does not exceed.
   *
   * @param share from 0 to 1
   */
  static long percentile(List<Long> values, double share) {
    List<Long> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.clamp(rank, 1, sorted.size()) - 1);
  }

  /**
   * The slope of log cost over log size by least squares: 0 for a cost that does not grow, 1 for
   * one that grows as its input does, 2 for a quadratic one.
   */
  static double exponent(double[] sizes, double[] costs) {
    double meanX = Arrays.stream(sizes).map(Math::log).average().orElseThrow();
    double meanY = Arrays.stream(costs).map(Math::log).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < sizes.length; i++) {
      double x = Math.log(sizes[i]) - meanX;
      covariance += x * (Math.log(costs[i]) - meanY);
      variance += x * x;
    }
    return covariance / variance;
  }

  private static double[] sorted(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
