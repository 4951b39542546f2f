package io.jotgate.controller.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final Finding DONE = Finding.done("A", () -> "Fine", "fine");
  private static final Finding WORKING = Finding.working("B", () -> "Waiting", "waits");
  private static final Finding STUCK = Finding.stuck("C", () -> "Broken", "is broken");
  private static final Finding HIDDEN = Finding.unknown("D", () -> "Unreachable", "no answer");

  @Test
  void isReadyWhenEveryAspectIsDone() {
    assertEquals("True Ready, False, False", summary(DONE));
  }

  @Test
  void isReconcilingWhileAnAspectIsBeingWorkedOn() {
    assertEquals("False Waiting, True, False", summary(DONE, WORKING));
  }

  @Test
  void isStalledWhenAnAspectWaitsForAPersonEvenIfAnotherIsBeingWorkedOn() {
    assertEquals("False Broken, False, True", summary(WORKING, STUCK));
  }

  @Test
  void isUnknownWhenTheAspectCannotBeSeen() {
    assertEquals("Unknown Unreachable, True, False", summary(DONE, HIDDEN));
  }

  @Test
  void isReadyAndReconcilingWhileTheClusterCompletesWhatIsInEffect() {
    Finding finishing =
        new Finding("E", Truth.TRUE, Outlook.FINISHING, () -> "RollingOut", "2 of 3");

    assertEquals("True Ready, True, False", summary(DONE, finishing));
    assertEquals("False Broken, False, True", summary(finishing, STUCK));
  }

  private static String summary(Finding... aspects) {
    var all = Readiness.summarize(List.of(aspects), "all is well");
    assertEquals(
        List.of("Ready", "Reconciling", "Stalled"),
        all.subList(0, 3).stream().map(Finding::type).toList());
    return text(all.get(0).truth())
        + " "
        + all.get(0).reason().name()
        + ", "
        + text(all.get(1).truth())
        + ", "
        + text(all.get(2).truth());
  }

  private static String text(Truth truth) {
    return truth.text();
  }
}
