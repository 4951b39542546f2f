package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Times that look like those of a server: a narrow hump and, now and then, something long. */
class LeakTestTest {
  private static final int TIMES = 200_000;
  private static final int ENOUGH = 1000;

  @Test
  void classesOfOneDistributionDoNotDiffer() {
    for (long seed = 1; seed <= 5; seed++) {
      double worst = Math.abs(run(seed, 0).worst(0, 1).t());

      assertTrue(worst < LeakTest.LIMIT, "seed " + seed + ": " + worst);
    }
  }

  @Test
  void aSmallDifferenceIsFoundBelowACrop() {
    LeakTest test = run(1, 150);

    assertTrue(Math.abs(test.whole(0, 1).t()) < LeakTest.LIMIT, "hidden by long times");
    LeakTest.Difference worst = test.worst(0, 1);
    assertTrue(Math.abs(worst.t()) > LeakTest.LIMIT, worst::toString);
    assertTrue(worst.share() < 1, worst::toString);
    assertTrue(worst.difference() < 0, "the first class is faster: " + worst);
  }

  @Test
  void theResolutionIsTheDifferenceThatWouldBeFound() {
    double resolution = run(1, 0).resolution(0, 1);

    assertTrue(Math.abs(run(2, resolution * 2).worst(0, 1).t()) > LeakTest.LIMIT);
    assertTrue(Math.abs(run(2, resolution / 5).worst(0, 1).t()) < LeakTest.LIMIT);
  }

  @Test
  void cropsAreQuantilesOfTheRunBefore() {
    LeakTest test = LeakTest.cropping(LongStream.range(0, 1000).toArray(), 2, 0);
    for (int i = 0; i < 1000; i++) {
      test.add(i % 2, i);
    }

    assertEquals(0.5, test.near(0.5, 0, 1).share(), 1e-9);
    // Even and odd numbers below 500: means 249 and 250.
    assertEquals(-1, test.near(0.5, 0, 1).difference(), 1e-9);
    assertEquals(1, test.whole(0, 1).share(), 1e-9);
    assertEquals(500, test.count(0));
  }

  @Test
  void aCropThatLeavesTooLittleSaysNothing() {
    LeakTest test = LeakTest.cropping(LongStream.range(0, 1000).toArray(), 2, 500);
    // Below each limit but the last the classes are as different as can be.
    for (int i = 0; i < 499; i++) {
      test.add(0, 1);
      test.add(1, 2);
    }
    for (int i = 0; i < 100_000; i++) {
      test.add(i % 2, 10_000 + i % 1000 / 2);
    }

    assertEquals(1, test.worst(0, 1).share(), 1e-9);
  }

  @Test
  void withoutARunBeforeThereAreNoCrops() {
    assertThrows(IllegalArgumentException.class, () -> LeakTest.cropping(new long[0], 2, 0));
  }

  /** Two classes, the second of which takes so much longer. */
  private static LeakTest run(long seed, double longer) {
    Random random = new Random(seed);
    long[] before = LongStream.range(0, 20_000).map(i -> Math.round(time(random))).toArray();
    LeakTest test = LeakTest.cropping(before, 2, ENOUGH);
    for (int i = 0; i < TIMES; i++) {
      int ofClass = random.nextInt(2);
      test.add(ofClass, Math.round(time(random) + ofClass * longer));
    }
    return test;
  }

  private static double time(Random random) {
    double usual = 50_000 + 4000 * random.nextGaussian();
    return random.nextInt(50) == 0 ? usual + random.nextInt(2_000_000) : usual;
  }
}
