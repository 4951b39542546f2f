package io.jotgate.keys;

import static io.jotgate.keys.PlannedIssuer.AHEAD;
import static io.jotgate.keys.PlannedIssuer.DAY;
import static io.jotgate.keys.PlannedIssuer.MOUNT_DELAY;
import static io.jotgate.keys.PlannedIssuer.RETAIN;
import static io.jotgate.keys.PlannedIssuer.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.Reason;
import io.jotgate.keys.RotationStep.RestartRing;
import io.jotgate.keys.RotationStep.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the planner does when somebody lags, something is lost, or the past comes back. */
class RotationFaultsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  // Who lags.

  @Test
  void namesThePodThatDoesNotServeTheNextKeyAndHolds() {
    PlannedIssuer issuer = withPodThatMissedTheNextKey();

    Blocked blocked = issuer.plan().blocked().orElseThrow();

    assertEquals(Blocked.Reason.PropagationPending, blocked.reason());
    assertEquals(List.of("login-1"), blocked.waitingFor());
    assertEquals(List.of(), issuer.settleAfter(DAY.minus(SECOND)));
  }

  @Test
  void goesOnWithoutThePodWhenItsTimeIsUpAndSaysSo() {
    PlannedIssuer issuer = withPodThatMissedTheNextKey();
    issuer.now = issuer.now.plus(DAY);

    ActivateKey step = assertInstanceOf(ActivateKey.class, issuer.step());

    assertEquals(List.of("login-1"), step.leftBehind());
    assertTrue(step.message().contains("login-1"), step.message());
  }

  @Test
  void holdsForAsLongAsThePodLagsIfToldToWait() {
    PlannedIssuer issuer = withPodThatMissedTheNextKey();
    issuer.policy = Policies.holdingOnTimeout(issuer.policy);

    assertEquals(List.of(), issuer.settleAfter(DAY.multipliedBy(30)));
    issuer.heldPods.clear();
    assertEquals(List.of("RecordServed"), issuer.settle());
    assertEquals("ActivateKey", issuer.settleAfter(AHEAD).getFirst());
  }

  @Test
  void aTimeoutOfZeroStillLeavesVerifiersTheTimeThatCopiesMayLive() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.policy = Policies.withTimeout(issuer.policy, Duration.ZERO);
    issuer.holdPod("login-1");
    issuer.settle();
    issuer.request = Optional.of("now");

    assertFalse(issuer.settleAfter(AHEAD.plus(MOUNT_DELAY).minus(SECOND)).contains("ActivateKey"));
    assertTrue(issuer.settleAfter(SECOND).contains("ActivateKey"));
  }

  @Test
  void aRequestWaitsForTheTimeoutFromWhenItWasSeenEvenIfTheKeyIsOld() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.withInterval(issuer.policy, DAY.multipliedBy(30));
    issuer.now = issuer.now.plus(DAY.multipliedBy(10));
    issuer.heldVerifiers.put("orders", new VerifierAcknowledgement("orders", 0, true));
    issuer.request = Optional.of("now");

    assertEquals(List.of("RecordRequest"), issuer.settle());
    assertEquals(List.of(), issuer.settleAfter(DAY.minus(SECOND)));
    assertEquals("ActivateKey", issuer.settleAfter(SECOND).getFirst());
  }

  @Test
  void namesTheRouteThatDoesNotKnowTheNextKey() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.heldVerifiers.put("orders", new VerifierAcknowledgement("orders", 1, true));

    assertEquals(List.of(), issuer.settleAfter(DAY));
    assertEquals(List.of("orders"), issuer.plan().blocked().orElseThrow().waitingFor());
  }

  @Test
  void doesNotWaitForARouteWithoutAReadyPod() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.heldVerifiers.put("orders", new VerifierAcknowledgement("orders", 1, false));

    assertEquals("ActivateKey", issuer.settleAfter(DAY).getFirst());
  }

  @Test
  void doesNotWaitForAPodThatDoesNotCount() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.heldPods.put("login-1", new PodAcknowledgement("login-1", 0, Set.of(), false, false));

    assertTrue(issuer.settleAfter(DAY).containsAll(List.of("ActivateKey", "RecordDemotion")));
  }

  @Test
  void rotatesWithoutReplicasAndWithoutRoutes() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.pods = List.of();
    issuer.routes = List.of();
    issuer.settle();

    issuer.settleAfter(DAY);
    issuer.settleAfter(RETAIN);

    assertEquals("key-2", issuer.active().kid());
    assertEquals(2, issuer.ring().keys().size());
  }

  @Test
  void removesNothingWhileAPodMaySignWithADemotedKeyAndNamesIt() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.holdPod("login-0");
    issuer.settleAfter(DAY);

    assertEquals(Optional.empty(), issuer.plan().blocked());
    issuer.settleAfter(RETAIN.multipliedBy(10));

    assertEquals(1, issuer.ring().retiring().size());
    Blocked blocked = issuer.plan().blocked().orElseThrow();
    assertEquals(Blocked.Reason.DemotionPending, blocked.reason());
    assertEquals(List.of("login-0"), blocked.waitingFor());
  }

  @Test
  void retentionBeginsWhenTheLastPodIsKnownNotToSignWithTheKey() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.holdPod("login-0");
    issuer.settleAfter(DAY);
    issuer.now = issuer.now.plus(RETAIN);
    issuer.pods = List.of("login-1");

    assertEquals("RecordDemotion", issuer.settle().getFirst());
    assertEquals(List.of(), issuer.settleAfter(RETAIN.minus(SECOND)));
    assertEquals(List.of("RemoveKey"), issuer.settleAfter(SECOND));
  }

  @Test
  void theDemotedPrivateHalfStaysUntilPodsHaveLoadedTheNewRingButNoLongerThanAMountTakes() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.holdPod("login-0");

    assertEquals(List.of("ActivateKey"), issuer.settleAfter(DAY));
    assertEquals(List.of(), issuer.settleAfter(MOUNT_DELAY.minus(SECOND)));
    assertEquals("key-1", issuer.storedIn(KeySlot.A));
    assertEquals(List.of("GenerateKey", "PublishKey"), issuer.settleAfter(SECOND));
    assertEquals("key-3", issuer.storedIn(KeySlot.A));
  }

  // What is lost.

  @Test
  void aSlotContentThatTheRingHasNotReservedIsReplaced() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.slots.put(KeySlot.A, new SlotContent(KeySlot.A, "foreign", "uid-0", true));

    issuer.settle();

    assertEquals("key-1", issuer.storedIn(KeySlot.A));
    assertTrue(issuer.ring().find("foreign").isEmpty());
  }

  @Test
  void aPrivateHalfThatDoesNotMatchWhatIsReservedIsNotPublished() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.reserve(assertInstanceOf(GenerateKey.class, issuer.next()));
    issuer.slots.put(KeySlot.A, new SlotContent(KeySlot.A, "key-1", "uid-1", false));

    assertInstanceOf(GenerateKey.class, issuer.next());
  }

  @Test
  void aLostPreparedKeyIsReplacedAndNeverSigns() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.slots.remove(issuer.prepared().slot());

    assertEquals(List.of("GenerateKey", "PublishKey", "RecordServed"), issuer.settleAfter(DAY));
    assertTrue(issuer.ring().find("key-2").isEmpty());
    assertEquals("ActivateKey", issuer.settleAfter(AHEAD).getFirst());
    assertEquals("key-3", issuer.active().kid());
  }

  @Test
  void aKeyThatReplacesThePublishedFirstOneWaitsForCopiesOfTheFirst() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.step();
    issuer.step();
    String first = issuer.prepared().kid();
    issuer.slots.clear();

    List<String> steps = issuer.settle();

    assertEquals(List.of("GenerateKey", "PublishKey", "RecordServed"), steps);
    assertTrue(issuer.ring().find(first).isEmpty());
    assertEquals(List.of(), issuer.settleAfter(AHEAD.minus(SECOND)));
    assertEquals("ActivateKey", issuer.settleAfter(SECOND).getFirst());
  }

  @Test
  void whenTheActiveKeyIsLostThePreparedOneSignsAtOnce() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.now = issuer.now.plus(AHEAD);
    issuer.slots.remove(issuer.active().slot());

    ActivateKey step = assertInstanceOf(ActivateKey.class, issuer.step());

    assertEquals(Reason.PrivateKeyLost, step.reason());
    issuer.settle();
    assertEquals("key-2", issuer.active().kid());
    assertEquals("key-3", issuer.prepared().kid());
  }

  @Test
  void whenTheActiveKeyIsLostThePreparedOneStillWaitsForCopiesThatDoNotHaveIt() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.slots.remove(issuer.active().slot());

    assertEquals(List.of(), issuer.settleAfter(AHEAD.minus(SECOND)));
    assertEquals("key-1", issuer.active().kid());
    assertEquals("ActivateKey", issuer.settleAfter(SECOND).getFirst());
  }

  @Test
  void whenTheActiveKeyIsLostWhileAnotherRetiresServiceGoesBeforeTheCount() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.withVerifierCache(issuer.policy, Duration.ZERO);
    issuer.settleAfter(DAY);
    issuer.slots.remove(issuer.active().slot());

    assertEquals(List.of("ActivateKey", "RecordDemotion"), issuer.settleAfter(SECOND));
    assertEquals(3, issuer.ring().keys().size());
    issuer.settleAfter(RETAIN);
    assertEquals("key-4", issuer.prepared().kid());
    assertTrue(issuer.ring().keys().size() <= 3);
  }

  @Test
  void whenBothKeysAreLostANewOneIsPublishedAndSignsWhenCopiesHaveRunOut() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.slots.clear();

    issuer.settleAfter(DAY);
    assertEquals("key-1", issuer.active().kid());
    issuer.settleAfter(AHEAD);
    assertEquals("key-3", issuer.active().kid());
    assertFalse(issuer.ring().publicJwks().isEmpty());
  }

  @Test
  void aLostRingIsNotReplacedWhileItsKeysAreStored() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.ring = Optional.empty();

    RotationPlan plan = issuer.plan();

    assertInstanceOf(Wait.class, plan.step());
    assertEquals(Blocked.Reason.RingMissing, plan.blocked().orElseThrow().reason());
  }

  @Test
  void aNewRingBeginsAboveEveryEpochThatIsKnownUnderItsName() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.heldVerifiers.put("orders", new VerifierAcknowledgement("orders", 7, true));

    issuer.step();

    assertEquals(8, issuer.ring().epoch());
  }

  // The past comes back.

  @Test
  void theKeysOfAnEarlierIssuerOfTheNameOnlyVerify() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    long before = issuer.ring().epoch();
    issuer.owner = "uid-2";

    RestartRing step = assertInstanceOf(RestartRing.class, issuer.step());

    assertEquals(Reason.OwnerChanged, step.reason());
    assertEquals("uid-2", issuer.ring().ownerUid());
    assertEquals(before + KeyRing.RECOVERY_GAP, issuer.ring().epoch());
    assertEquals(2, issuer.ring().retiring().size());
  }

  @Test
  void afterARestartANewKeySignsOnlyWhenCopiesWithoutItHaveRunOut() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.owner = "uid-2";

    issuer.settle();
    assertEquals(List.of("RemoveKey"), issuer.settleAfter(AHEAD.minus(SECOND)));
    assertTrue(issuer.ring().active().isEmpty());
    assertEquals("ActivateKey", issuer.settleAfter(SECOND).getFirst());
    issuer.settleAfter(RETAIN);
    assertEquals(List.of("key-3", "key-4"), kids(issuer));
  }

  @Test
  void anEpochAboveTheRingsShowsThatAnOldRingWasRestored() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    KeyRing backup = issuer.ring();
    issuer.settleAfter(DAY);
    issuer.holdPod("login-0");
    long used = issuer.ring().epoch();
    issuer.ring = Optional.of(backup);

    RestartRing step = assertInstanceOf(RestartRing.class, issuer.step());

    assertEquals(Reason.RingRestored, step.reason());
    assertEquals(used + KeyRing.RECOVERY_GAP, issuer.ring().epoch());
    assertTrue(issuer.ring().active().isEmpty());
  }

  @Test
  void anEpochBeyondAllReasonIsNotBelieved() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.heldVerifiers.put("orders", new VerifierAcknowledgement("orders", Long.MAX_VALUE, true));

    assertEquals(List.of(), issuer.settle());
  }

  @Test
  void aClockThatReadsLessThanTheRingHasRecordedChangesNothing() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.settleAfter(DAY);
    issuer.slots.clear();
    issuer.now = START;

    RotationPlan plan = issuer.plan();

    assertInstanceOf(Wait.class, plan.step());
    assertEquals(Blocked.Reason.ClockBehind, plan.blocked().orElseThrow().reason());
  }

  private static List<String> kids(PlannedIssuer issuer) {
    return issuer.ring().keys().stream().map(SigningKey::kid).toList();
  }

  private static PlannedIssuer withPodThatMissedTheNextKey() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.step();
    issuer.step();
    issuer.step();
    issuer.holdPod("login-1");
    issuer.settle();
    issuer.settleAfter(DAY);
    return issuer;
  }
}
