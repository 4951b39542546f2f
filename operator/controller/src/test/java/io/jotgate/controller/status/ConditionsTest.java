package io.jotgate.controller.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.987Z");
  private static final Instant LATER = Instant.parse("2026-01-01T13:00:00Z");
  private static final Reason GOOD = () -> "Good";
  private static final Reason BAD = () -> "Bad";

  @Test
  void startsTheTransitionTimeOfANewConditionAtTheSecond() {
    var merged = Conditions.merge(null, List.of(Finding.done("Accepted", GOOD, "m")), 3, NOON);

    assertEquals("2026-01-01T12:00:00Z", merged.getFirst().getLastTransitionTime());
    assertEquals(3L, merged.getFirst().getObservedGeneration());
  }

  @Test
  void keepsTheTransitionTimeWhileTheStatusStaysTheSame() {
    var before = Conditions.merge(null, List.of(Finding.stuck("Accepted", BAD, "a")), 1, NOON);

    var after = Conditions.merge(before, List.of(Finding.working("Accepted", GOOD, "b")), 2, LATER);

    assertEquals("2026-01-01T12:00:00Z", after.getFirst().getLastTransitionTime());
    assertEquals("Good", after.getFirst().getReason());
  }

  @Test
  void movesTheTransitionTimeWhenTheStatusChanges() {
    var before = Conditions.merge(null, List.of(Finding.stuck("Accepted", BAD, "a")), 1, NOON);

    var after = Conditions.merge(before, List.of(Finding.done("Accepted", GOOD, "a")), 1, LATER);

    assertEquals("2026-01-01T13:00:00Z", after.getFirst().getLastTransitionTime());
  }

  @Test
  void givesEqualConditionsForEqualFindingsSoThatNothingIsWritten() {
    var findings = List.of(Finding.done("Accepted", GOOD, "m"));
    List<Condition> before = Conditions.merge(null, findings, 1, NOON);

    assertEquals(before, Conditions.merge(before, findings, 1, LATER));
  }

  @Test
  void dropsAConditionThatNoFindingNames() {
    var before = Conditions.merge(null, List.of(Finding.done("Old", GOOD, "m")), 1, NOON);

    var after = Conditions.merge(before, List.of(Finding.done("New", GOOD, "m")), 1, NOON);

    assertEquals(List.of("New"), after.stream().map(Condition::getType).toList());
  }

  @Test
  void reportsATransitionOfStatusOrReasonButNotOfTheMessage() {
    var before = Conditions.merge(null, List.of(Finding.stuck("Ready", BAD, "a")), 1, NOON);
    var sameReason = Conditions.merge(before, List.of(Finding.stuck("Ready", BAD, "b")), 1, NOON);
    var otherReason = Conditions.merge(before, List.of(Finding.stuck("Ready", GOOD, "a")), 1, NOON);

    assertTrue(Conditions.transition(before, sameReason, "Ready").isEmpty());
    assertTrue(Conditions.transition(before, otherReason, "Ready").isPresent());
    assertTrue(Conditions.transition(null, before, "Ready").isPresent());
  }
}
