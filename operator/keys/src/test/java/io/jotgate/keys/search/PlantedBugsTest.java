package io.jotgate.keys.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.keys.search.RotationSearch.Found;
import io.jotgate.testing.proof.ProofForm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search that finds nothing proves nothing: each mistake planted here must be found. */
class PlantedBugsTest {
  private static final int MOST_STATES = 2_000_000;
  private static final Rules ONE = Rules.of(1, 1, 1, 1, 0);
  private static final Rules TWO = Rules.of(2, 1, 1, 1, 0);

  @Test
  void findsAKeyThatSignsWithoutPublishAhead() {
    assertFound(
        "a key that signs without publish ahead", 1, ONE.deciding(PlantedBugs::skipsPublishAhead));
  }

  @Test
  void findsAPublishAheadThatIsOneTickTooShort() {
    Rules longer = Rules.of(1, 2, 1, 0, 0);

    assertFound(
        "a publish ahead that is one tick too short",
        1,
        longer.deciding(PlantedBugs::publishesAheadTooBriefly));
  }

  @Test
  void findsAKeyThatSignsBeforeEveryPodPublishesIt() {
    assertFound(
        "a key that signs before every pod publishes it",
        1,
        ONE.deciding(PlantedBugs::activatesUnserved));
  }

  @Test
  void findsAPodThatSignsWithAKeyThatItsRingDoesNotPublish() {
    assertFound(
        "a pod that signs with a key that its ring does not publish", 1, ONE.signingWithAnyHalf());
  }

  @Test
  void findsAKeyThatSignsBeforeTheSidecarTrustsIt() {
    assertFound(
        "a key that signs before the sidecar trusts it",
        1,
        ONE.deciding(PlantedBugs::ignoresSidecars));
  }

  @Test
  void findsAKeyThatIsPublishedBeforeItsPrivateHalfIsReadBack() {
    assertFound(
        "a key that is published before its private half is read back",
        8,
        ONE.deciding(PlantedBugs::publishesUnread));
  }

  @Test
  void findsAKeyThatIsRemovedWithoutRetention() {
    assertFound(
        "a key that is removed without retention", 9, ONE.deciding(PlantedBugs::removesAtOnce));
  }

  @Test
  void findsARetentionThatIsOneTickTooShort() {
    assertFound(
        "a retention that is one tick too short", 9, ONE.deciding(PlantedBugs::retainsTooBriefly));
  }

  @Test
  void findsARetentionThatBeginsWithoutAcknowledgement() {
    assertFound(
        "a retention that begins without acknowledgement",
        9,
        ONE.deciding(PlantedBugs::presumesDemotion));
  }

  @Test
  void findsWritesThatDoNotCompareVersions() {
    assertFound("writes that do not compare versions", 4, TWO.writingBlindly());
  }

  @Test
  void findsAGoalThatIsNeverReached() {
    assertFound("a goal that is never reached", 10, ONE.deciding(PlantedBugs::keepsEverything));
  }

  @Test
  void findsAPlannerThatNeverRests() {
    assertFound("a planner that never rests", 15, ONE.deciding(PlantedBugs::recordsAgain));
  }

  private static void assertFound(String bug, int invariant, Rules rules) {
    Found found = new RotationSearch(rules).run(MOST_STATES);

    String line =
        "planted: %s: %s after %,d states, %d steps"
            .formatted(
                bug,
                found
                    .broken()
                    .map(b -> "invariant " + b.invariant() + " broken")
                    .orElse("not found"),
                found.states(),
                found.trace().size());
    System.out.println(line);
    ProofForm.figures(List.of(line));
    if (ProofForm.isFull()) {
      found.trace().forEach(step -> System.out.println("  " + step));
    }
    assertEquals(invariant, found.broken().map(Violation::invariant).orElse(0), line);
  }
}
