package io.jotgate.keys;

import static io.jotgate.keys.PlannedIssuer.AHEAD;
import static io.jotgate.keys.PlannedIssuer.DAY;
import static io.jotgate.keys.PlannedIssuer.RETAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.RotationStep.Reason;
import io.jotgate.keys.RotationStep.RecoverRing;
import io.jotgate.keys.RotationStep.RestartRing;
import io.jotgate.keys.RotationStep.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the copy of the ring in the status is good for, and what a wrong clock may not do. */
class RecoveryTest {

  @Test
  void aLostRingGoesOnFromItsCopyAndEveryKeyKeepsItsState() {
    PlannedIssuer issuer = rotated();
    List<SigningKey> before = issuer.ring().keys();
    issuer.recoveryCopy = issuer.ring;
    issuer.ring = Optional.empty();

    RecoverRing step = assertInstanceOf(RecoverRing.class, issuer.step());

    assertEquals(Reason.RingLost, step.reason());
    assertEquals(before, issuer.ring().keys());
    assertEquals(List.of(), issuer.settle());
  }

  @Test
  void aRecoveredRingIsAboveWhateverWasWrittenAfterItsCopy() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.recoveryCopy = issuer.ring;
    issuer.settleAfter(DAY);
    long lost = issuer.ring().epoch();
    issuer.ring = Optional.empty();

    issuer.step();

    assertTrue(issuer.ring().epoch() > lost, "epoch " + issuer.ring().epoch());
  }

  @Test
  void theKeysOfACopyThatIsBehindWhatPodsHaveLoadedOnlyVerify() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.recoveryCopy = issuer.ring;
    issuer.settleAfter(DAY);
    issuer.holdPod("login-0");
    issuer.ring = Optional.empty();

    RestartRing step = assertInstanceOf(RestartRing.class, issuer.step());

    assertEquals(Reason.RingRestored, step.reason());
    assertTrue(issuer.ring().active().isEmpty());
  }

  @Test
  void aRecoveredPreparedKeyStillWaitsForCopiesWithoutIt() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.recoveryCopy = issuer.ring;
    issuer.ring = Optional.empty();
    issuer.request = Optional.of("now");

    issuer.settle();

    assertEquals("key-1", issuer.active().kid());
    assertFalse(issuer.settleAfter(AHEAD.minusSeconds(1)).contains("ActivateKey"));
    assertTrue(issuer.settleAfter(Duration.ofSeconds(1)).contains("ActivateKey"));
  }

  @Test
  void noKeySignsBeforeTheCopyKnowsIt() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.policy = Policies.withVerifierCache(issuer.policy, Duration.ZERO);
    issuer.settle();
    issuer.recoveryCopy = issuer.ring;
    issuer.request = Optional.of("first");
    issuer.settle();
    issuer.settleAfter(RETAIN);
    issuer.request = Optional.of("second");

    issuer.settle();

    assertEquals("key-2", issuer.active().kid());
    issuer.recoveryCopy = issuer.ring;
    issuer.settle();
    assertEquals("key-3", issuer.active().kid());
  }

  @Test
  void theFirstKeyAfterEverythingWasLostWaitsForCopiesOfTheKeysBefore() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.holdRoute("orders");
    issuer.ring = Optional.empty();
    issuer.slots.clear();

    assertFalse(issuer.settle().contains("ActivateKey"));
    issuer.heldVerifiers.clear();
    issuer.settle();
    assertFalse(issuer.settleAfter(AHEAD.minusSeconds(1)).contains("ActivateKey"));
    assertTrue(issuer.settleAfter(Duration.ofSeconds(1)).contains("ActivateKey"));
  }

  @Test
  void aCopyOfAnotherIssuerIsNotUsed() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.recoveryCopy = issuer.ring;
    issuer.ring = Optional.empty();
    issuer.owner = "uid-2";

    issuer.settle();

    assertFalse(kids(issuer).contains("key-1"));
  }

  @Test
  void aRestoredRingKeepsTheKeysThatOnlyItsLaterCopyKnows() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    Optional<KeyRing> backup = issuer.ring;
    issuer.settleAfter(DAY);
    issuer.settleAfter(AHEAD);
    issuer.recoveryCopy = issuer.ring;
    List<String> published = kids(issuer);
    issuer.ring = backup;

    RestartRing step = assertInstanceOf(RestartRing.class, issuer.step());

    assertEquals(Reason.RingRestored, step.reason());
    assertTrue(kids(issuer).containsAll(published), kids(issuer).toString());
    assertEquals(kids(issuer).size(), issuer.ring().retiring().size());
  }

  @Test
  void aPodThatDidNotAnswerIsNeverTakenForOneThatHasLoadedTheRestoredRing() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    Optional<KeyRing> backup = issuer.ring;
    issuer.settleAfter(DAY);
    issuer.holdPod("login-0");
    issuer.settleAfter(RETAIN);
    PodAcknowledgement loadedLast = issuer.follower("login-1");
    issuer.heldPods.put("login-1", new PodAcknowledgement("login-1", 0, Set.of(), false, true));
    issuer.ring = backup;

    assertInstanceOf(RestartRing.class, issuer.step());

    assertTrue(issuer.ring().epoch() > loadedLast.epoch(), "epoch " + loadedLast.epoch());
    issuer.heldPods.remove("login-0");
    issuer.heldPods.put("login-1", loadedLast);
    assertFalse(issuer.settle().contains("RecordDemotion"), "it still signs");
  }

  @Test
  void aRestoredRingDoesNotBringARevokedKeyBack() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    Optional<KeyRing> backup = issuer.ring;
    issuer.settleAfter(AHEAD);
    issuer.revoke = Optional.of("key-1");
    issuer.settle();
    issuer.recoveryCopy = issuer.ring;
    issuer.ring = backup;

    issuer.settle();
    issuer.settleAfter(AHEAD);

    assertFalse(kids(issuer).contains("key-1"));
    assertTrue(issuer.ring().tombstones().stream().anyMatch(t -> t.kid().equals("key-1")));
  }

  @Test
  void aRestoredRingOfRevokedKeysPublishesThoseOfItsCopy() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    Optional<KeyRing> backup = issuer.ring;
    issuer.revoke = Optional.of("all");
    issuer.settle();
    issuer.recoveryCopy = issuer.ring;
    issuer.ring = backup;

    issuer.step();

    assertEquals(List.of("key-3"), kids(issuer));
  }

  @Test
  void aKeyThatARestoredRingLetSignIsKeptForItsTokensWhateverTheCopySaysOfIt() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    Optional<KeyRing> backup = issuer.ring;
    issuer.settleAfter(AHEAD);
    issuer.request = Optional.of("now");
    issuer.settle();
    issuer.recoveryCopy = issuer.ring;
    issuer.ring = backup;
    issuer.settleAfter(RETAIN.minusSeconds(1));

    List<String> done = issuer.settleAfter(RETAIN.minusSeconds(1));

    assertTrue(kids(issuer).contains("key-1"), done.toString());
    issuer.settleAfter(Duration.ofSeconds(1));
    assertFalse(kids(issuer).contains("key-1"));
  }

  @Test
  void aClockThatDiffersFromTheApiServersChangesNothing() {
    Stream.of(Duration.ofSeconds(32), Duration.ofSeconds(-32), Duration.ofDays(3650))
        .forEach(
            offset -> {
              PlannedIssuer issuer = PlannedIssuer.settled();
              issuer.clockOffset = Optional.of(offset);
              issuer.now = issuer.now.plus(DAY.multipliedBy(30));

              RotationPlan plan = issuer.plan();

              assertInstanceOf(Wait.class, plan.step());
              assertEquals(Blocked.Reason.ClockSkew, plan.blocked().orElseThrow().reason());
            });
  }

  @Test
  void aClockThatDiffersAsMuchAsClocksMayGoesOn() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.clockOffset = Optional.of(Duration.ofSeconds(31));

    assertTrue(issuer.settleAfter(DAY.multipliedBy(2)).contains("ActivateKey"));
  }

  @Test
  void noIssuerBeginsWithAWrongClock() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.clockOffset = Optional.of(Duration.ofHours(-1));

    assertInstanceOf(Wait.class, issuer.next());
  }

  private static PlannedIssuer rotated() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.settleAfter(AHEAD);
    issuer.request = Optional.of("now");
    issuer.settle();
    return issuer;
  }

  private static List<String> kids(PlannedIssuer issuer) {
    return issuer.ring().keys().stream().map(SigningKey::kid).toList();
  }
}
