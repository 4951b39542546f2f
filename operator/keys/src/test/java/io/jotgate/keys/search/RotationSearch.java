package io.jotgate.keys.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Breadth-first search of every state that can be reached, until there is no new one, a limit is
 * met, or an invariant is broken.
 */
final class RotationSearch {
  /**
   * What a search has found.
   *
   * @param closed whether there is no state beyond: then the result holds for every history, of any
   *     length and any number of rotations
   * @param depth most steps that the shortest way to a state has
   * @param rings how many rings were reached, before renaming
   * @param plans how often the planner was asked
   * @param reconciles most reconciles that it took to the goal when faults stopped
   * @param broken the invariant that is broken, if one is
   * @param trace the shortest way to it
   */
  record Found(
      int states,
      long transitions,
      int depth,
      boolean closed,
      int rings,
      long plans,
      int reconciles,
      long millis,
      Optional<Violation> broken,
      List<String> trace) {
    Found {
      trace = List.copyOf(trace);
    }

    /** The result in one line. */
    String figures(Rules rules) {
      return "%s: %,d states%s, %,d transitions, depth %d, %,d plans, at most %d reconciles to the goal, %d s: %s"
          .formatted(
              rules,
              states,
              closed ? " and no more" : "",
              transitions,
              depth,
              plans,
              reconciles,
              millis / 1000,
              broken.map(b -> "broken: " + b).orElse("0 violations"));
    }
  }

  private final Rules rules;
  private final Rings rings;
  private final Plans plans;
  private final Moves moves;
  private final Packing packing;
  private final Invariants invariants;
  private final Recovery recovery;
  private final States states = new States();
  private long transitions;
  private Optional<Violation> broken = Optional.empty();
  private List<String> trace = List.of();

  RotationSearch(Rules rules) {
    this.rules = rules;
    rings = new Rings(rules.policy());
    plans = new Plans(rules, rings);
    moves = new Moves(rules, rings, plans);
    packing = new Packing(rules, rings);
    invariants = new Invariants(rules, rings);
    recovery = new Recovery(rules, rings, plans, packing);
  }

  /** Searches up to so many states. */
  Found run(int mostStates) {
    long began = System.nanoTime();
    states.add(packing.pack(World.empty(rules)), -1);
    int depth = 0;
    int endOfLevel = 1;
    int next = 0;
    while (next < states.size() && states.size() < mostStates && broken.isEmpty()) {
      if (next == endOfLevel) {
        endOfLevel = states.size();
        depth++;
      }
      expand(next++);
    }
    return new Found(
        states.size(),
        transitions,
        depth,
        next == states.size() && broken.isEmpty(),
        rings.size(),
        plans.calls(),
        recovery.mostReconciles(),
        (System.nanoTime() - began) / 1_000_000,
        broken,
        trace);
  }

  private void expand(int index) {
    World world = packing.unpack(states.get(index));
    moves.each(world, (move, next, brokenByMove) -> reach(index, next, brokenByMove));
  }

  private void reach(int from, World next, Optional<Violation> brokenByMove) {
    if (broken.isPresent()) {
      return;
    }
    transitions++;
    next.settle(rules, rings);
    long[] packed = packing.pack(next);
    if (brokenByMove.isEmpty() && !states.add(packed, from)) {
      return;
    }
    broken = brokenByMove.or(() -> invariants.broken(next)).or(() -> recovery.broken(next));
    if (broken.isPresent()) {
      trace = explain(from, packed);
    }
  }

  /** Goes the way again without renaming anything, so that names stay. */
  private List<String> explain(int from, long[] last) {
    List<long[]> way = new ArrayList<>();
    states.path(from).forEach(index -> way.add(states.get(index)));
    way.add(last);
    List<String> steps = new ArrayList<>();
    World world = World.empty(rules);
    for (long[] target : way.subList(1, way.size())) {
      World[] reached = new World[1];
      moves.each(
          world,
          (move, next, ignored) -> {
            next.settle(rules, rings);
            if (reached[0] == null && Arrays.equals(packing.pack(next.copy()), target)) {
              reached[0] = next;
              steps.add(move.toString());
            }
          });
      world = reached[0];
    }
    return steps;
  }
}
