package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void takesNoArgumentButQuick() {
    assertEquals(Pace.FULL, Pace.of());
    assertEquals(Pace.QUICK, Pace.of("--quick"));
    assertThrows(IllegalArgumentException.class, () -> Pace.of("--fast"));
  }
}
