package io.jotgate.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.VerifierAcknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifierLagTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));
  private static final List<VerifierAcknowledgement> NO_ROUTE = List.of();

  @Test
  void nobodyIsBehindWhenEverybodyHasLoadedTheEpoch() {
    assertEquals(
        VerifierLag.NONE,
        VerifierLag.NONE.next(7, List.of(pod("login-1", 7, true)), List.of(route(8, true)), NOW));
  }

  @Test
  void theSlowestOneGivesTheLag() {
    VerifierLag lag =
        VerifierLag.NONE.next(7, List.of(pod("login-1", 6, true)), List.of(route(4, true)), NOW);

    assertEquals(3, lag.epochs());
    assertEquals(Optional.of(NOW), lag.since());
  }

  @Test
  void whoeverIsNotWaitedForIsNotBehind() {
    assertEquals(
        VerifierLag.NONE,
        VerifierLag.NONE.next(7, List.of(pod("login-1", 0, false)), List.of(route(0, false)), NOW));
  }

  @Test
  void countsFromTheFirstLookUntilItHasCaughtUp() {
    VerifierLag first = VerifierLag.NONE.next(7, List.of(pod("login-1", 6, true)), NO_ROUTE, NOW);
    VerifierLag second = first.next(8, List.of(pod("login-1", 7, true)), NO_ROUTE, LATER);
    VerifierLag caughtUp = second.next(8, List.of(pod("login-1", 8, true)), NO_ROUTE, LATER);
    VerifierLag again = caughtUp.next(9, List.of(pod("login-1", 8, true)), NO_ROUTE, LATER);

    assertEquals(Optional.of(NOW), second.since());
    assertEquals(VerifierLag.NONE, caughtUp);
    assertEquals(Optional.of(LATER), again.since());
  }

  @Test
  void aNewPodThatLagsDoesNotTakeOverTheTimeOfOneThatIsGone() {
    VerifierLag first = VerifierLag.NONE.next(7, List.of(pod("login-1", 6, true)), NO_ROUTE, NOW);

    assertEquals(
        Optional.of(LATER),
        first.next(7, List.of(pod("login-2", 0, true)), NO_ROUTE, LATER).since());
  }

  private static PodAcknowledgement pod(String name, long epoch, boolean countable) {
    return new PodAcknowledgement(name, epoch, Set.of(), true, countable);
  }

  private static VerifierAcknowledgement route(long epoch, boolean ready) {
    return new VerifierAcknowledgement("ProtectedRoute orders", epoch, ready);
  }
}
