package io.jotgate.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.World.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What seeded random histories show beyond the proof that nothing is refused. */
class RotationPlannerPropertyTest {
  private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);
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
            World.honest("acknowledged", World.TIGHT, ALL),
            World.honest("no caches", World.WITHOUT_CACHES, ALL),
            World.honest("by time", World.TIGHT_BY_TIME, ALL));
    for (World world : worlds) {
      for (long seed : ProofForm.seeds(SEEDS)) {
        RotationSimulation history = run(world, seed);
        history.calm();
        history.time.run(world.told().interval().multipliedBy(4));
        int before = history.store.writes();

        history.time.run(world.told().interval().multipliedBy(10));

        int writes = history.store.writes() - before;
        int perRotation = world.told().equals(World.TIGHT_BY_TIME) ? 5 : 7;
        String message = world.name() + " seed " + seed + " wrote " + writes;
        assertTrue(writes >= 9 * perRotation && writes <= 11 * perRotation, message);
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
