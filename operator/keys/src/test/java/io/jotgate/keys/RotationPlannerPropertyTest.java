package io.jotgate.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import io.jotgate.keys.RotationSimulation.Profile;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Seeded random histories: no valid token is refused and no invariant broken, with the waits
 * exactly at their bounds; and the same histories with a wait a little shorter do refuse tokens, so
 * the test sees what it looks for.
 */
class RotationPlannerPropertyTest {
  private static final Duration CACHE = Duration.ofMinutes(30);
  private static final Duration LEEWAY = Duration.ofMinutes(1);
  private static final RotationPolicy HOURLY =
      new RotationPolicy(
          KeyParameters.of("ES256"),
          Duration.ofHours(1),
          CACHE,
          Activation.WHEN_PROPAGATED,
          Duration.ofHours(48),
          OnTimeout.WAIT,
          Duration.ofMinutes(15),
          LEEWAY,
          Duration.ofSeconds(5),
          Duration.ofSeconds(90),
          false);
  private static final Duration LENGTH = HOURLY.interval().multipliedBy(30);
  private static final int SEEDS = 8;

  private static final Profile LATE_AND_DYING =
      new Profile(HOURLY, CACHE, LEEWAY, 0.02, false, false, true);
  private static final Profile WITHOUT_CACHES =
      new Profile(
          Policies.withVerifierCache(HOURLY, Duration.ZERO),
          Duration.ZERO,
          LEEWAY,
          0.02,
          false,
          false,
          true);
  private static final Profile BY_TIME_ALONE =
      new Profile(Policies.afterDelay(HOURLY), CACHE, LEEWAY, 0.02, false, false, false);
  private static final Profile LOSING_SLOTS =
      new Profile(HOURLY, CACHE, LEEWAY, 0.02, true, false, true);
  private static final Profile RECREATED =
      new Profile(HOURLY, CACHE, LEEWAY, 0.01, true, true, true);

  @Test
  void noTokenIsRefusedWhenPodsAreLateAndOperatorsDie() {
    assertNothingIsRefused(LATE_AND_DYING);
  }

  @Test
  void noTokenIsRefusedWhenEveryVerifierAcknowledges() {
    assertNothingIsRefused(WITHOUT_CACHES);
  }

  @Test
  void noTokenIsRefusedWhenTimeAloneCounts() {
    assertNothingIsRefused(BY_TIME_ALONE);
  }

  @Test
  void noTokenIsRefusedWhenSlotsAreLost() {
    assertNothingIsRefused(LOSING_SLOTS);
  }

  @Test
  void noTokenIsRefusedWhenTheIssuerIsMadeAnew() {
    assertNothingIsRefused(RECREATED);
  }

  @Test
  void everyReplicaCanSignAsLongAsNothingIsLostAndVolumesFollow() {
    Profile onlyDying = new Profile(HOURLY, CACHE, LEEWAY, 0.02, false, false, false);
    for (long seed = 0; seed < SEEDS; seed++) {
      RotationSimulation history = run(seed, onlyDying);

      assertEquals(0, history.cannotSign(), "seed " + seed);
    }
  }

  @Test
  void copiesThatAreOlderThanPromisedAreNoticed() {
    Profile tooOld = new Profile(HOURLY, CACHE.plusSeconds(20), LEEWAY, 0.02, false, false, true);

    assertTrue(violations(tooOld) > 0, "publish-ahead is not tested at its bound");
  }

  @Test
  void aRetentionThatIsTooShortIsNoticed() {
    Profile tooShort = new Profile(HOURLY, CACHE, LEEWAY.plusSeconds(20), 0.02, false, false, true);

    assertTrue(violations(tooShort) > 0, "retention is not tested at its bound");
  }

  @Test
  void whenFaultsEndThereIsOneRotationAnIntervalAndNoOtherWrite() {
    List<Profile> profiles = List.of(LATE_AND_DYING, WITHOUT_CACHES, BY_TIME_ALONE, RECREATED);
    for (Profile profile : profiles) {
      for (long seed = 0; seed < SEEDS; seed++) {
        RotationSimulation history = run(seed, profile);
        history.calm();
        history.run(HOURLY.interval().multipliedBy(4));
        int before = history.store().writes();

        history.run(HOURLY.interval().multipliedBy(10));

        int writes = history.store().writes() - before;
        int perRotation = profile.equals(BY_TIME_ALONE) ? 5 : 7;
        String message = profile + " seed " + seed + " wrote " + writes;
        assertTrue(writes >= 9 * perRotation && writes <= 11 * perRotation, message);
        assertEquals(List.of(), history.tokens().violations(), message);
      }
    }
  }

  private static void assertNothingIsRefused(Profile profile) {
    long issued = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      RotationSimulation history = run(seed, profile);

      assertEquals(List.of(), history.tokens().violations(), "seed " + seed + " of " + profile);
      issued += history.tokens().issued();
    }
    assertTrue(issued > 20_000, "only " + issued + " tokens were issued");
  }

  private static long violations(Profile profile) {
    return LongStream.range(0, SEEDS)
        .map(seed -> run(seed, profile).tokens().violations().size())
        .sum();
  }

  private static RotationSimulation run(long seed, Profile profile) {
    RotationSimulation history = new RotationSimulation(seed, profile);
    history.run(LENGTH);
    return history;
  }
}
