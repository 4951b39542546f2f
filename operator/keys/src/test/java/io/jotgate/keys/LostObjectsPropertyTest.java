package io.jotgate.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.testing.proof.ProofForm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whichever single object of an issuer is deleted, in whichever state it is, no valid token is
 * refused, and the issuer finds back to keys that sign and rotate. Only a ring that is lost before
 * the status has repeated it once, in the first seconds of an issuer, waits for a person.
 */
class LostObjectsPropertyTest {
  /** The objects that hold what keys need. */
  private enum Lost {
    SLOT_A,
    SLOT_B,
    RING,
    STATUS,
    POD
  }

  /** A state is what the objects hold after a write, and the time until the next one. */
  private record Case(Lost object, int writes, boolean atOnce) {}

  private static final World CALM = World.honest("calm", World.TIGHT, Set.of());
  private static final int INTERVALS = 3;

  @Test
  void deletingAnyOneObjectInAnyStateRefusesNoToken() {
    List<Case> cases = cases();

    List<String> problems =
        cases.parallelStream().flatMap(each -> problems(each).stream()).toList();

    assertEquals(List.of(), problems);
    ProofForm.figures(
        List.of(
            "objects deleted: %d cases (%d objects x states after each of %d writes), 0 refused"
                .formatted(cases.size(), Lost.values().length, writes())));
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    int each = ProofForm.choose(1, 2);
    int states = writes();
    for (Lost object : EnumSet.allOf(Lost.class)) {
      for (int writes = 1; writes <= states; writes += each) {
        cases.add(new Case(object, writes, true));
        if (ProofForm.isFull()) {
          cases.add(new Case(object, writes, false));
        }
      }
    }
    return cases;
  }

  /** Writes from creation until the third key signs and the first one is gone. */
  private static int writes() {
    RotationSimulation history = new RotationSimulation(CALM, 1, 0);
    history.time.run(World.TIGHT.interval().multipliedBy(2).plus(World.TIGHT.retain()));
    assertTrue(history.rotations() >= 2, "only " + history.rotations() + " rotations");
    return history.store.writes();
  }

  private static List<String> problems(Case given) {
    RotationSimulation history = new RotationSimulation(CALM, given.writes(), 0);
    history.runWrites(given.writes());
    if (!given.atOnce()) {
      history.time.run(World.TIGHT.retain().dividedBy(2));
    }
    boolean waitsForAPerson = given.object() == Lost.RING && history.store.statusCopy().isEmpty();
    lose(history, given.object());
    history.wakeOperators();
    int before = history.rotations();

    history.time.run(World.TIGHT.interval().multipliedBy(INTERVALS));

    List<String> problems = new ArrayList<>(history.invariants.violations());
    problems.addAll(history.ledger.examples());
    if (waitsForAPerson) {
      return problems;
    }
    if (history.rotations() <= before) {
      problems.add("rotates no longer");
    }
    if (!history.pods.allSign()) {
      problems.add("signs no longer");
    }
    return problems.stream().map(problem -> given + ": " + problem).toList();
  }

  private static void lose(RotationSimulation history, Lost object) {
    switch (object) {
      case SLOT_A -> history.store.loseSlot(KeySlot.A);
      case SLOT_B -> history.store.loseSlot(KeySlot.B);
      case RING -> history.loseRing();
      case STATUS -> history.store.loseStatusCopy();
      case POD -> history.pods.replaceAny();
    }
  }
}
