package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.controller.attachment.WorkloadReports;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlingPaceTest {
  private static final WorkloadReports.Key ORDERS = new WorkloadReports.Key("shop", "orders");

  private final SettlingPace pace = new SettlingPace();

  @Test
  void looksOftenAtFirstAndLessLater() {
    assertEquals(Duration.ofMillis(250), pace.unsettled(ORDERS, "v1"));
    looks(25);
    assertEquals(Duration.ofSeconds(2), pace.unsettled(ORDERS, "v1"));
    looks(20);
    assertEquals(Duration.ofSeconds(15), pace.unsettled(ORDERS, "v1"));
  }

  @Test
  void beginsAnewWithNewContent() {
    looks(50);

    assertEquals(Duration.ofMillis(250), pace.unsettled(ORDERS, "v2"));
    assertFalse(pace.isOverdue(ORDERS, "v2"));
  }

  @Test
  void isOverdueAfterMoreThanHalfAMinuteOfTheSameContent() {
    Duration waited = Duration.ZERO;
    while (!pace.isOverdue(ORDERS, "v1")) {
      waited = waited.plus(pace.unsettled(ORDERS, "v1"));
    }

    assertTrue(waited.compareTo(Duration.ofSeconds(45)) > 0, waited::toString);
    assertTrue(waited.compareTo(Duration.ofMinutes(2)) < 0, waited::toString);
  }

  @Test
  void touchesEachPodOnceForEachContent() {
    assertTrue(pace.touch(ORDERS, "v1", "pod-1"));
    assertFalse(pace.touch(ORDERS, "v1", "pod-1"));
    assertTrue(pace.touch(ORDERS, "v1", "pod-2"));
    assertTrue(pace.touch(ORDERS, "v2", "pod-1"));
  }

  @Test
  void looksEveryFiveMinutesWhenAllIsLoaded() {
    looks(50);

    assertEquals(Duration.ofMinutes(5), pace.settled(ORDERS));
    assertFalse(pace.isOverdue(ORDERS, "v1"));
  }

  private void looks(int times) {
    for (int i = 0; i < times; i++) {
      pace.unsettled(ORDERS, "v1");
    }
  }
}
