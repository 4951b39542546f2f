package io.jotgate.keys.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.search.RotationSearch.Found;
import io.jotgate.testing.proof.ProofForm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No order of reads, writes, crashes, restarts and delays breaks an invariant. In full all searches
 * but one go on until there is no state left, so they hold for any number of rotations.
 */
class RotationSearchTest {
  private static final int NO_LIMIT = 60_000_000;

  private static final Rules SHORTEST = Rules.of(1, 1, 1, 0, 0);

  @Test
  void oneOperatorBreaksNothing() {
    Found found = search(SHORTEST, NO_LIMIT);

    assertTrue(found.closed() && found.states() > 100_000, found.figures(SHORTEST));
  }

  @Test
  void twoOperatorsBreakNothing() {
    assertNothingIsBroken(Rules.of(2, 1, 1, 0, 0));
  }

  @Test
  void nothingIsBrokenWhenSomebodyRevokesTheActiveKeyOrAll() {
    assertNothingIsBroken(Rules.of(2, 1, 1, 0, 0).revoking(1));
  }

  @Test
  void nothingIsBrokenWhenAPrivateHalfVanishes() {
    assertNothingIsBroken(SHORTEST.losing(1));
  }

  /** There are too many such states to visit all. */
  @Test
  void nothingIsBrokenWhenTheRingVanishesAndTheStatusRepeatsIt() {
    int states = ProofForm.choose(3_000_000, 25_000);

    assertTrue(search(SHORTEST.losingTheRing(1), states).states() >= states);
  }

  @Test
  void nothingIsBrokenWhenClocksAreWrong() {
    assertNothingIsBroken(Rules.of(1, 1, 1, 0, 1));
  }

  private static void assertNothingIsBroken(Rules rules) {
    Found found = search(rules, ProofForm.choose(NO_LIMIT, 25_000));

    assertTrue(found.states() >= ProofForm.choose(1_000_000, 25_000), found.figures(rules));
    assertEquals(ProofForm.isFull(), found.closed(), found.figures(rules));
  }

  private static Found search(Rules rules, int mostStates) {
    Found found = new RotationSearch(rules).run(mostStates);

    List<String> lines = new ArrayList<>(List.of(found.figures(rules)));
    lines.addAll(found.trace());
    lines.forEach(System.out::println);
    ProofForm.figures(lines);
    assertTrue(found.broken().isEmpty(), () -> String.join("\n", lines));
    return found;
  }
}
