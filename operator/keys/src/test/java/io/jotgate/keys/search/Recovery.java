package io.jotgate.keys.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens when faults stop: every operator starts over, one of them goes on, everybody follows
 * at once. From every state that must lead to a goal (10) at which nothing is written any more
 * until the next rotation is due (15), and the next rotation must come.
 */
final class Recovery {
  private static final int MOST_RECONCILES = 40;
  private static final int MOST_WRITES_AT_ONCE = 12;
  private static final int QUIET_INTERVALS = 10;

  private record Start(int ring, int repeated, int slotA, int slotB, int halves) {}

  private final Rules rules;
  private final Rings rings;
  private final Plans plans;
  private final Packing packing;
  private final Map<Start, Optional<Violation>> known = new HashMap<>();
  private int mostReconciles;

  Recovery(Rules rules, Rings rings, Plans plans, Packing packing) {
    this.rules = rules;
    this.rings = rings;
    this.plans = plans;
    this.packing = packing;
  }

  /** Most reconciles that a goal took. */
  int mostReconciles() {
    return mostReconciles;
  }

  /** The promise that is broken when faults stop in this state, if one is. */
  Optional<Violation> broken(World found) {
    World world = found.copy();
    Arrays.fill(world.valid, 0);
    follow(world);
    int halves = 0;
    for (Pod pod : world.pods) {
      halves = halves << 2 | (pod.holdsActive ? 1 : 0) | (pod.holdsPrepared ? 2 : 0);
    }
    if (world.ring == 0 && world.repeated == 0 && world.slots[0] != 0) {
      return Optional.empty(); // Gone before any status repeated it: a person has to decide.
    }
    Start start = new Start(world.ring, world.repeated, world.slots[0], world.slots[1], halves);
    Optional<Violation> result = known.get(start);
    if (result == null) {
      result = recover(world);
      known.put(start, result);
    }
    return result;
  }

  private Optional<Violation> recover(World world) {
    int reconciles = 0;
    while (!isGoal(world)) {
      if (reconciles == MOST_RECONCILES) {
        return Optional.of(new Violation(10, "aRestartReachesTheGoal"));
      }
      if (reconcile(world).isEmpty()) {
        tick(world);
      }
      reconciles++;
    }
    mostReconciles = Math.max(mostReconciles, reconciles);
    return quiet(world);
  }

  /** Nothing is written until the next rotation is due, and there is one in each interval. */
  private Optional<Violation> quiet(World world) {
    int interval = Rules.ticks(rules.policy().interval());
    int rotations = 0;
    int unexpected = 0;
    for (int tick = 0; tick < QUIET_INTERVALS * interval; tick++) {
      boolean wasGoal = isGoal(world);
      List<String> steps = reconcile(world);
      boolean rotated = steps.contains("ActivateKey");
      rotations += rotated ? 1 : 0;
      unexpected += wasGoal && !steps.isEmpty() && !rotated ? 1 : 0;
      tick(world);
    }
    if (unexpected > 0) {
      return Optional.of(new Violation(15, "nothingIsWrittenInBetween"));
    }
    return RingInvariants.require(
        10, "rotationsGoOn", rotations == QUIET_INTERVALS || rotations == QUIET_INTERVALS - 1);
  }

  /** Both keys are stored and published, pods sign, nothing waits to be acknowledged or removed. */
  private boolean isGoal(World world) {
    RingView ring = rings.view(world.ring);
    boolean onlyBoth = ring.kids() == (Kids.mask(ring.active()) | Kids.mask(ring.prepared()));
    return ring.active() != 0
        && ring.prepared() != 0
        && ring.reserved() == 0
        && onlyBoth
        && ring.isStored(world.slots)
        && world.pods[0].holdsActive
        && world.pods[1].holdsActive
        && rings.get(world.ring).flatMap(r -> r.prepared()).map(k -> k.servedSince()).isPresent();
  }

  /** Writes until there is nothing to write, and says what. */
  private List<String> reconcile(World world) {
    List<String> steps = new ArrayList<>();
    Optional<Planned> planned = plans.fresh(world, world.ring);
    while (planned.isPresent() && steps.size() < MOST_WRITES_AT_ONCE) {
      steps.add(planned.get().name());
      carryOut(world, planned.get());
      follow(world);
      world.become(packing.unpack(packing.pack(world)));
      planned = plans.fresh(world, world.ring);
    }
    return steps;
  }

  private void carryOut(World world, Planned planned) {
    if (planned.makesKey()) {
      int kid = Kids.newest(world.remembered(rings)) + 1;
      world.ring = plans.reserving(planned.ring(), planned.slot(), kid);
      world.slots[planned.slot()] = kid;
    } else {
      world.ring = planned.ring();
    }
  }

  private void follow(World world) {
    for (Operator operator : world.operators) {
      operator.startOver();
    }
    RingView ring = rings.view(world.ring);
    for (Pod pod : world.pods) {
      pod.loadSlot(0, world.slots[0]);
      pod.loadSlot(1, world.slots[1]);
      if (world.ring != 0) {
        pod.loadRing(ring);
      }
    }
    world.statusBehind = false;
    world.repeated = world.ringLosses > 0 && ring.kids() != 0 ? world.ring : world.repeated;
    world.trustEpoch = ring.kids() == 0 ? world.trustEpoch : ring.epoch();
    world.trust = ring.kids() == 0 ? world.trust : ring.kids();
  }

  private void tick(World world) {
    world.ring = rings.later(world.ring);
    world.repeated = rings.later(world.repeated);
    world.become(packing.unpack(packing.pack(world)));
  }
}
