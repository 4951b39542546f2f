package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final double EXACT = 1e-9;

  @Test
  void meanAndVarianceAreThoseOfASample() {
    Moments moments = of(2, 4, 4, 4, 5, 5, 7, 9);

    assertEquals(8, moments.count());
    assertEquals(5, moments.mean(), EXACT);
    assertEquals(32.0 / 7, moments.variance(), EXACT);
  }

  @Test
  void largeNumbersLoseNoDigits() {
    assertEquals(1, of(1e9 + 1, 1e9 + 2, 1e9 + 3).variance(), EXACT);
  }

  /** By hand: means 3 and 6, variances 2.5 and 10, five numbers each. */
  @Test
  void tIsTheDifferenceOverItsError() {
    Moments one = of(1, 2, 3, 4, 5);
    Moments other = of(2, 4, 6, 8, 10);

    assertEquals(-3 / Math.sqrt(2.5), Moments.t(one, other), EXACT);
    assertEquals(3 / Math.sqrt(2.5), Moments.t(other, one), EXACT);
    assertEquals(0, Moments.t(one, one), EXACT);
  }

  @Test
  void whereNothingVariesEachDifferenceIsOne() {
    assertEquals(0, Moments.t(of(7, 7), of(7, 7)), EXACT);
    assertEquals(Double.POSITIVE_INFINITY, Moments.t(of(8, 8), of(7, 7)));
    assertEquals(0, Moments.t(of(8), of(7, 7)), EXACT);
  }

  private static Moments of(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }
}
