package io.jotgate.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.World.Fault;
import io.jotgate.testing.proof.ProofForm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The promise of key rotation on a virtual clock: planner, issuer pods, verifiers of every kind,
 * and all that goes wrong. With every wait exactly at its bound no pair of an issued and a verified
 * token is refused; with a wait 20 s shorter some are, so the proof sees what it looks for.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RotationProofTest {
  private static final World ACKNOWLEDGED = World.common("acknowledged", World.TIGHT);

  /** Where every wait is as short as it can be, so that one that is too short shows most. */
  private static final World SHORTEST =
      World.honest("shortest waits", World.TIGHT, EnumSet.of(Fault.SHORTEST_WAITS));

  private static final int SEEDS = 2;

  /** So many refused pairs cannot be luck. */
  private static final int CLEARLY = 20;

  private static final long REAL_PAIRS = ProofForm.choose(100_000, 300);

  /** The histories with their share of the rotations, which are 1,000 for each seed in full. */
  private static List<Tally> histories() {
    return List.of(
        tally(ACKNOWLEDGED, 260, 10),
        tally(World.honest("by time alone", World.TIGHT_BY_TIME, World.WITH_PROMPT_PODS), 150, 8),
        tally(World.common("all acknowledge", World.WITHOUT_CACHES), 150, 8),
        tally(World.common("goes on without", World.GOING_ON), 80, 6),
        tally(World.common("issuer made anew", World.TIGHT).and(Fault.RECREATED), 60, 4),
        tally(World.common("algorithm changes", World.TIGHT).and(Fault.ALGORITHM_CHANGES), 40, 4),
        tally(World.common("keys revoked", World.TIGHT).and(Fault.REVOKED), 60, 4),
        tally(World.common("emergency", World.IMPATIENT).and(Fault.REVOKED), 40, 4),
        tally(World.common("rings lost", World.TIGHT).and(Fault.LOST_RINGS), 60, 4),
        tally(World.common("backup restored", World.TIGHT).and(Fault.RESTORED), 40, 4),
        tally(World.common("clocks jump", World.TIGHT).and(Fault.CLOCK_JUMPS), 60, 4),
        tally(World.everything(World.TIGHT), 60, 4));
  }

  @Test
  @Order(1)
  void noValidTokenIsRefusedWhateverHappens() {
    List<Tally> tallies = histories();

    long pairs = tallies.stream().mapToLong(Tally::pairs).sum();
    long rotations = tallies.stream().mapToLong(Tally::rotations).sum();
    long real = tallies.stream().mapToLong(Tally::realPairs).sum();
    report(tallies, pairs, rotations, real);
    assertEquals(List.of(), tallies.stream().flatMap(t -> t.problems().stream()).toList());
    assertEquals(0, tallies.stream().mapToLong(Tally::refused).sum());
    long seeds = ProofForm.seeds(SEEDS).size();
    assertTrue(rotations >= seeds * ProofForm.choose(1_000, 60), rotations + " rotations");
    assertTrue(pairs >= seeds * ProofForm.choose(1_000_000, 60_000), pairs + " pairs");
    assertTrue(real * 10 >= seeds * REAL_PAIRS, real + " signed and verified for real");
  }

  @Test
  void copiesThatLive20SecondsLongerThanThePlannerIsToldAreRefused() {
    mustRefuse(
        "A 20 s shorter",
        SHORTEST.told(
            Policies.withVerifierCache(World.TIGHT, World.TIGHT.verifierCache().minusSeconds(20))));
  }

  @Test
  void aLeeway20SecondsLongerThanThePlannerIsToldIsRefused() {
    mustRefuse(
        "R 20 s shorter",
        SHORTEST.told(Policies.withLeeway(World.TIGHT, World.TIGHT.leeway().minusSeconds(20))));
  }

  @Test
  void waitsThatAreAsShortAsTheyCanBeRefuseNothing() {
    Tally tally = Tally.of(SHORTEST, ProofForm.seeds(SEEDS), ProofForm.choose(40, 20), 0);

    ProofForm.figures(List.of(tally.line()));
    assertEquals(List.of(), tally.problems());
    assertEquals(0, tally.refused());
  }

  private static void mustRefuse(String name, World lie) {
    World named = new World(name, lie.truth(), lie.told(), lie.faults());
    Tally tally = Tally.of(named, ProofForm.seeds(SEEDS), ProofForm.choose(40, 20), 0);

    ProofForm.figures(List.of(tally.line() + "  must refuse some"));
    for (RotationSimulation history : tally.histories()) {
      long refused = history.ledger.refused();
      assertTrue(
          refused >= CLEARLY,
          "%s, seed %d: only %d of %d pairs are refused"
              .formatted(name, history.seed, refused, history.ledger.pairs()));
    }
  }

  private static Tally tally(World world, int inFull, int inShort) {
    return Tally.of(
        world,
        ProofForm.seeds(SEEDS),
        ProofForm.choose(inFull, inShort),
        ProofForm.choose(60, 100));
  }

  private static void report(List<Tally> tallies, long pairs, long rotations, long real) {
    List<String> lines = new ArrayList<>(Tally.header());
    tallies.forEach(tally -> lines.add(tally.line()));
    lines.add(
        "seeds %s: %,d pairs, %,d rotations, %,d pairs signed and verified for real, %d refused"
            .formatted(
                ProofForm.seeds(SEEDS),
                pairs,
                rotations,
                real,
                tallies.stream().mapToLong(Tally::refused).sum()));
    tallies.forEach(
        tally ->
            tally
                .excused()
                .forEach(
                    (why, count) ->
                        lines.add(
                            "  not counted in '%s': %,d, %s"
                                .formatted(tally.world().name(), count, why))));
    ProofForm.figures(lines);
  }
}
