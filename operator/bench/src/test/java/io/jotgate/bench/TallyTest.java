package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void aRequestWithoutAnAnswerCountsWithItsTime() {
    Tally tally = new Tally();
    tally.answered(200, 1_000_000);
    tally.answered(200, 2_000_000);
    tally.answered(503, 3_000_000);
    tally.failed("EOFException", 9_000_000);

    assertEquals(4, tally.count());
    assertEquals(3, tally.answers());
    assertEquals(2, tally.count(200));
    assertEquals("200: 2, 503: 1, EOFException: 1", tally.outcomes());
    assertEquals(9, tally.millis(1), 1e-9);
  }
}
