package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {
  @Test
  void readsTheListOfTheKernel() {
    assertEquals(List.of(0, 1, 2, 5), Cores.list("\t0-2,5"));
    assertEquals(List.of(3), Cores.list("3"));
  }

  @Test
  void theServerHasOneProcessorAndTheLoadTheOthers() {
    assertEquals(new Cores(2, List.of(3, 7)), Cores.of(List.of(2, 3, 7)));
  }

  @Test
  void whereThereIsOneProcessorBothHaveIt() {
    assertEquals(new Cores(0, List.of(0)), Cores.of(List.of(0)));
  }
}
