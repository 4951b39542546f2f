package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final double EXACT = 1e-9;

  @Test
  void theMedianIsTheMiddleValueOrTheMeanOfTheMiddleTwo() {
    assertEquals(3, Statistics.median(List.of(9.0, 1.0, 3.0)), EXACT);
    assertEquals(2, Statistics.median(List.of(1.0, 9.0, 3.0, 1.0)), EXACT);
    assertThrows(IllegalArgumentException.class, () -> Statistics.median(List.of()));
  }

  @Test
  void oneOutlierDoesNotMakeASpread() {
    assertEquals(0, Statistics.spread(List.of(2.0, 2.0, 2.0, 2.0, 50.0)), EXACT);
    assertEquals(1, Statistics.spread(List.of(1.0, 1.0, 2.0, 3.0, 3.0)), EXACT);
  }

  @Test
  void aPercentileIsAValueThatOccurred() {
    List<Long> values = LongStream.rangeClosed(1, 200).boxed().toList();

    assertEquals(100, Statistics.percentile(values, 0.5));
    assertEquals(198, Statistics.percentile(values, 0.99));
    assertEquals(1, Statistics.percentile(values, 0));
    assertEquals(200, Statistics.percentile(values, 1));
  }

  @Test
  void theIntervalOfAMedianLiesAmongTheValuesAndIsAlwaysTheSame() {
    List<Double> values = List.of(10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 90.0);
    Statistics.Interval interval = Statistics.interval(values);

    assertTrue(interval.low() >= 10 && interval.low() < 13, interval::toString);
    assertTrue(interval.high() > 13 && interval.high() <= 90, interval::toString);
    assertEquals(interval, Statistics.interval(values));
    assertEquals(
        new Statistics.Interval(5, 5), Statistics.interval(List.of(5.0, 5.0, 5.0, 5.0, 5.0)));
  }

  @Test
  void theExponentIsThePowerBehindTheCosts() {
    double[] sizes = {1, 10, 100};

    assertEquals(2, Statistics.exponent(sizes, new double[] {3, 300, 30_000}), EXACT);
    assertEquals(0, Statistics.exponent(sizes, new double[] {7, 7, 7}), EXACT);
  }

  @Test
  void ratiosArePairedByRound() {
    Measured calm = new Measured("ours", List.of(2.0, 20.0, 2.0), List.of(0.0));
    Measured limit = new Measured("limit", List.of(1.0, 10.0, 1.0), List.of(0.0));

    assertEquals(2, calm.over(limit), EXACT);
    assertEquals(2, calm.over(limit.and(new Measured("none", List.of(0.0), List.of(0.0)))), EXACT);
  }
}
