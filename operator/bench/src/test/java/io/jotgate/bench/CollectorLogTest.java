package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CollectorLogTest {
  @Test
  void keepsTheLargestOfEachFigure() {
    CollectorLog log =
        CollectorLog.of(
            Stream.of(
                "[0.005s][info][gc] Using Serial",
                "[0.310s][info][gc] GC(0) Pause Young (Allocation Failure) 27M->4M(99M) 5.123ms",
                "[1.310s][info][gc] GC(1) Pause Full (Metadata GC Threshold) 20M->11M(99M) 30.5ms",
                "[2.310s][info][gc] GC(2) Pause Young (Allocation Failure) 38M->6M(99M) 2.000ms"));

    assertEquals(new CollectorLog(38, 11, 30.5, 3), log);
  }

  @Test
  void aHeapThatWasNeverFullHasNoFigures() {
    assertEquals(new CollectorLog(0, 0, 0, 0), CollectorLog.of(Stream.of("[gc] Using Serial")));
  }
}
