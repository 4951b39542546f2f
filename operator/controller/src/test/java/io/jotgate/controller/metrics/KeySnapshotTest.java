package io.jotgate.controller.metrics;

import static io.jotgate.controller.metrics.IssuerHistory.BEGIN;
import static io.jotgate.controller.metrics.IssuerHistory.RETENTION;
import static io.jotgate.controller.metrics.IssuerHistory.ROTATED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.controller.metrics.KeySnapshot.Transition;
import io.jotgate.keys.Blocked;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.RotationStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeySnapshotTest {
  @Test
  void tellsOfAnIssuerWithAKeyThatSignsAndOneThatWaits() {
    KeySnapshot seen = seen(IssuerHistory.first());

    assertEquals(Optional.of(BEGIN), seen.activeSince());
    assertEquals(
        Map.of(KeyState.PREPARED, 1L, KeyState.ACTIVE, 1L, KeyState.RETIRING, 0L), seen.keys());
    assertEquals(Optional.of(BEGIN.plusSeconds(10)), seen.published());
  }

  @Test
  void theNextTransitionsFollowFromThePolicy() {
    assertEquals(
        Map.of(
            Transition.ROTATION,
            BEGIN.plus(Duration.ofDays(7)),
            Transition.ACTIVATION,
            BEGIN.plusSeconds(60).plus(Duration.ofHours(1)).plusSeconds(60)),
        seen(IssuerHistory.first()).next());
  }

  @Test
  void aPreparedKeyThatNotEveryPodServesHasNoTimeToSignYet() {
    assertEquals(
        Map.of(
            Transition.ROTATION,
            ROTATED.plus(Duration.ofDays(7)),
            Transition.REMOVAL,
            ROTATED.plus(RETENTION)),
        seen(IssuerHistory.rotated()).next());
  }

  @Test
  void aRotationMovesTheTimestampOfThePublishedSet() {
    assertEquals(Optional.of(ROTATED.plusSeconds(60)), seen(IssuerHistory.rotated()).published());
  }

  @Test
  void countsActivationsByReason() {
    KeySnapshot once = KeySnapshot.NONE.after(IssuerHistory.rotation(), ROTATED);
    KeySnapshot twice = once.after(IssuerHistory.rotation(), ROTATED);

    assertEquals(Map.of(RotationStep.Reason.Scheduled, 2L), twice.activations());
  }

  @Test
  void aLostRingLeavesNothingToTellButWhyNothingGoesOn() {
    Blocked missing = new Blocked(Blocked.Reason.RingMissing, "gone", List.of());

    KeySnapshot seen =
        KeySnapshot.NONE
            .after(IssuerHistory.rotation(), ROTATED)
            .after(
                new RotationRun(
                    Optional.empty(),
                    IssuerHistory.POLICY,
                    Optional.of(missing),
                    List.of(),
                    List.of(),
                    List.of()),
                ROTATED);

    assertEquals(Optional.of(Blocked.Reason.RingMissing), seen.blocked());
    assertEquals(Map.of(), seen.keys());
    assertEquals(Map.of(RotationStep.Reason.Scheduled, 1L), seen.activations());
  }

  private static KeySnapshot seen(KeyRing ring) {
    return KeySnapshot.NONE.after(IssuerHistory.look(ring, Optional.empty()), BEGIN);
  }
}
