package io.jotgate.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.World.Fault;
import io.jotgate.testing.proof.ProofForm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What seeded random histories show beyond the proof that nothing is refused. */
class RotationPlannerPropertyTest {
  private static final int SEEDS = 3;
  private static final int ROTATIONS = 6;

  @Test
  void everyReplicaCanSignAsLongAsNothingIsLostAndVolumesFollow() {
    World onlyDying = World.honest("only dying", World.TIGHT, Set.of(Fault.CRASHES));
    for (long seed : ProofForm.seeds(SEEDS)) {
      RotationSimulation history = run(onlyDying, seed);

      assertEquals(0, history.traffic.cannotSign(), "seed " + seed);
    }
  }

  @Test
  void whenFaultsEndThereIsOneRotationAnIntervalAndNoOtherWrite() {
    List<World> worlds =
        List.of(
            World.common("acknowledged", World.TIGHT),
            World.common("no caches", World.WITHOUT_CACHES),
            World.honest("by time", World.TIGHT_BY_TIME, World.WITH_PROMPT_PODS));
    for (World world : worlds) {
      for (long seed : ProofForm.seeds(SEEDS)) {
        RotationSimulation history = run(world, seed);
        history.calm();
        history.time.run(world.told().interval().multipliedBy(4));
        int before = history.store.writes();

        history.time.run(world.told().interval().multipliedBy(10));

        int writes = history.store.writes() - before;
        int ofKeys = world.told().equals(World.TIGHT_BY_TIME) ? 5 : 7;
        int ofStatus = 5;
        String message = world.name() + " seed " + seed + " wrote " + writes;
        assertTrue(writes >= 9 * ofKeys && writes <= 11 * (ofKeys + ofStatus), message);
        assertEquals(List.of(), history.invariants.violations(), message);
      }
    }
  }

  private static RotationSimulation run(World world, long seed) {
    RotationSimulation history = new RotationSimulation(world, seed, 0);
    history.runRotations(ROTATIONS);
    return history;
  }
}
