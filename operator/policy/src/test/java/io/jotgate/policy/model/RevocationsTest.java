package io.jotgate.policy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RevocationsTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);

  private static Revocations of(Map<String, Instant> tokens, Map<String, Instant> clients) {
    return new Revocations(
        new TreeMap<>(tokens), new TreeMap<>(clients), List.of(), Optional.empty());
  }

  @Test
  void theUnionNamesAllThatOneOfThemNamesUntilTheLaterTime() {
    Revocations a = of(Map.of("t1", NOON), Map.of("batch", LATER));
    Revocations b =
        new Revocations(
            new TreeMap<>(Map.of("t1", LATER, "t2", NOON)),
            new TreeMap<>(Map.of("batch", NOON)),
            List.of("k1"),
            Optional.of(NOON));

    Revocations both =
        new Revocations(
            new TreeMap<>(Map.of("t1", LATER, "t2", NOON)),
            new TreeMap<>(Map.of("batch", LATER)),
            List.of("k1"),
            Optional.of(NOON));
    assertEquals(both, Revocations.union(List.of(a, b)));
    assertEquals(both, Revocations.union(List.of(b, a)));
    assertEquals(Revocations.none(), Revocations.union(List.of()));
  }

  @Test
  void coarsenedItRefusesMoreAndSaysLess() {
    Revocations listed =
        of(Map.of("old", NOON, "young", LATER), Map.of("old", NOON, "young", LATER));

    Revocations coarse = listed.coarsenedBefore(NOON);

    assertEquals(Map.of("young", LATER), coarse.tokens());
    assertEquals(Map.of("young", LATER), coarse.clients());
    assertEquals(Optional.of(NOON), coarse.issuedBefore());
    assertEquals(
        Optional.of(LATER), coarse.coarsenedBefore(LATER).coarsenedBefore(NOON).issuedBefore());
  }

  @Test
  void partsOfASecondAreRoundedUpBecauseTokensHaveNone() {
    assertEquals(
        Map.of("t1", NOON.plusSeconds(1)), of(Map.of("t1", NOON.plusMillis(1)), Map.of()).tokens());
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> of(Map.of("", NOON), Map.of()));
  }
}
