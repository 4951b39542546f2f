package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlatnessTest {
  private final Flatness warm = new Flatness(3, 0.05, 100);

  @ParameterizedTest(name = "{0} after {1} answers: {2}")
  @CsvSource({
    "100 100, 1000, false",
    "100 100 100, 1000, true",
    "100 102 105, 1000, true",
    "100 102 106, 1000, false",
    "900 500 100 101 102, 1000, true",
    "100 100 100 90, 1000, false",
    "100 100 100, 99, false",
    "100 100 100, 100, true",
  })
  void isReachedWhenTheLastWindowsCostTheSameAndEnoughWorkIsDone(
      String costs, long answers, boolean reached) {
    List<Double> windows = List.of(costs.split(" ")).stream().map(Double::valueOf).toList();

    assertEquals(reached, warm.reached(windows, answers));
  }

  @Test
  void needsTwoWindows() {
    assertThrows(IllegalArgumentException.class, () -> new Flatness(1, 0.05, 0));
  }
}
