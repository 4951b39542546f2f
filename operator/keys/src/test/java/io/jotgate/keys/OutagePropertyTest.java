package io.jotgate.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.World.Fault;
import io.jotgate.testing.proof.ProofForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of outages, crashes and wrong clocks when they are over: nothing. */
class OutagePropertyTest {
  private static final World CALM = World.honest("calm", World.TIGHT, Set.of());
  private static final Duration INTERVAL = World.TIGHT.interval();
  private static final int SEEDS = 2;

  /** All beyond what clocks may be off, whatever they were off before. */
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofDays(1),
          Duration.ofDays(3650));

  @Test
  void anOperatorThatWasDeadForTenIntervalsRotatesOnceAndReplaysNothing() {
    for (long seed : ProofForm.seeds(SEEDS)) {
      RotationSimulation history = afterTwoRotations(CALM, seed);

      history.operatorsAwayFor(INTERVAL.multipliedBy(10).toMillis());
      history.time.run(INTERVAL.multipliedBy(10));

      assertOneRotationFollows(history);
    }
  }

  @Test
  void aDayWithoutTheApiServerStopsNoTokenAndIsFollowedByOneRotation() {
    for (long seed : ProofForm.seeds(SEEDS)) {
      RotationSimulation history = afterTwoRotations(CALM, seed);
      long issued = history.traffic.issued();

      history.store.reachable(false);
      history.time.run(Duration.ofHours(24));
      history.store.reachable(true);

      assertTrue(history.traffic.issued() > issued + 1_000, "tokens are issued meanwhile");
      assertEquals(0, history.traffic.cannotSign(), "seed " + seed);
      assertOneRotationFollows(history);
    }
  }

  private static void assertOneRotationFollows(RotationSimulation history) {
    int before = history.rotations();
    history.time.run(Duration.ofMinutes(2));
    assertEquals(before + 1, history.rotations(), "soon, seed " + history.seed);
    history.time.run(INTERVAL.minus(Duration.ofMinutes(5)));
    assertEquals(before + 1, history.rotations(), "once, seed " + history.seed);
    assertNothingRefused(history);
  }

  @Test
  void tenThousandCrashRestartsLeaveNoMoreKeysThanAreNeeded() {
    World crashing = World.honest("crash loop", World.WITHOUT_CACHES, Set.of(Fault.CRASH_LOOP));
    int crashes = ProofForm.choose(10_000, 2_000);
    RotationSimulation history = new RotationSimulation(crashing, 1, 0);

    history.time.run(Duration.ofDays(365), () -> history.crashes() >= crashes);

    int bound = 2 + crashing.told().mostRetiring(crashing.told().maxTtl());
    assertTrue(history.crashes() >= crashes, history.crashes() + " crashes");
    assertTrue(history.rotations() > crashes / 1_000, history.rotations() + " rotations");
    assertTrue(history.invariants.mostKeys() <= bound, history.invariants.mostKeys() + " keys");
    assertTrue(history.store.slots().size() <= KeySlot.values().length);
    assertNothingRefused(history);
    ProofForm.figures(
        List.of(
            "%,d crash-restarts in %d rotations: never more than %d keys (bound %d), 0 refused"
                .formatted(
                    history.crashes(), history.rotations(), history.invariants.mostKeys(), bound)));
  }

  @Test
  void whenFaultsEndItSettlesAndThenWritesNothingUntilTheNextRotationIsDue() {
    int mostWrites = 0;
    for (long seed : ProofForm.seeds(SEEDS)) {
      RotationSimulation history = new RotationSimulation(World.everything(World.TIGHT), seed, 0);
      history.runRotations(ProofForm.choose(20, 6));
      history.calm();
      history.policy(Policies.withInterval(history.policy(), INTERVAL.multipliedBy(1_000)));
      int atEnd = history.store.writes();
      history.time.run(INTERVAL.multipliedBy(2));
      int settled = history.store.writes();
      mostWrites = Math.max(mostWrites, settled - atEnd);

      history.time.run(INTERVAL.multipliedBy(10));

      assertEquals(settled, history.store.writes(), "seed " + seed);
      assertTrue(settled - atEnd <= 30, (settled - atEnd) + " writes, seed " + seed);
      assertTrue(history.pods.allSign(), "seed " + seed);
      assertNothingRefused(history);
    }
    ProofForm.figures(
        List.of(
            "after faults end: settled in at most %d writes, then none for ten intervals"
                .formatted(mostWrites)));
  }

  @Test
  void aClockThatJumpsMovesNoKeyUntilItIsRight() {
    int cases = 0;
    for (int writes = 1; writes <= 24; writes += ProofForm.choose(1, 5)) {
      for (Duration by : JUMPS) {
        for (Duration jump : List.of(by, by.negated())) {
          assertFreezes(writes, jump);
          cases++;
        }
      }
    }
    ProofForm.figures(
        List.of("clocks that jump 2 min to 10 years: %d cases, no key moved".formatted(cases)));
  }

  private static void assertFreezes(int writes, Duration jump) {
    RotationSimulation history = new RotationSimulation(CALM, 1, 0);
    history.runWrites(writes);
    history.time.run(Duration.ofSeconds(1));
    history.jumpAll(jump);
    history.time.run(Duration.ofSeconds(3));
    Optional<KeyRing> before = history.store.ring();

    history.time.run(INTERVAL.multipliedBy(2));

    String message = jump + " after " + writes + " writes";
    assertEquals(before, history.store.ring(), message);
    history.jumpAll(Duration.ZERO);
    history.time.run(INTERVAL);
    assertTrue(history.pods.allSign(), message);
    assertNothingRefused(history);
  }

  private static RotationSimulation afterTwoRotations(World world, long seed) {
    RotationSimulation history = new RotationSimulation(world, seed, 0);
    history.runRotations(2);
    history.time.run(Duration.ofMinutes(10));
    return history;
  }

  private static void assertNothingRefused(RotationSimulation history) {
    assertEquals(List.of(), history.ledger.examples(), "seed " + history.seed);
    assertEquals(List.of(), history.invariants.violations(), "seed " + history.seed);
  }
}
