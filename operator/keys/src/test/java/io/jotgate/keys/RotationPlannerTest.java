package io.jotgate.keys;

import static io.jotgate.keys.PlannedIssuer.AHEAD;
import static io.jotgate.keys.PlannedIssuer.DAY;
import static io.jotgate.keys.PlannedIssuer.MOUNT_DELAY;
import static io.jotgate.keys.PlannedIssuer.RETAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.Reason;
import io.jotgate.keys.RotationStep.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The ordinary life of an issuer's keys: first key, schedule, request, retention. */
class RotationPlannerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theFirstKeySignsAtOnceAndTheNextOneIsPublishedBesideIt() {
    PlannedIssuer issuer = new PlannedIssuer();

    List<String> done = issuer.settle();

    assertEquals(
        List.of(
            "GenerateKey",
            "PublishKey",
            "ActivateKey",
            "GenerateKey",
            "PublishKey",
            "RecordServed"),
        done);
    assertEquals("key-1", issuer.active().kid());
    assertEquals("key-2", issuer.prepared().kid());
    assertNotEquals(issuer.active().slot(), issuer.prepared().slot());
  }

  @Test
  void waitsUntilTheNextRotationIsDueAndWritesNothing() {
    PlannedIssuer issuer = PlannedIssuer.settled();

    RotationPlan plan = issuer.plan();

    assertEquals(Reason.InSync, assertInstanceOf(Wait.class, plan.step()).reason());
    assertEquals(PlannedIssuer.START.plus(DAY), plan.nextCheck());
    assertEquals(Optional.empty(), plan.blocked());
  }

  @Test
  void rotatesWhenTheIntervalHasPassedAndNotASecondBefore() {
    PlannedIssuer issuer = PlannedIssuer.settled();

    assertEquals(List.of(), issuer.settleAfter(DAY.minus(SECOND)));
    assertEquals(
        List.of("ActivateKey", "RecordDemotion", "GenerateKey", "PublishKey", "RecordServed"),
        issuer.settleAfter(SECOND));
    assertEquals("key-2", issuer.active().kid());
    assertEquals("key-3", issuer.prepared().kid());
    assertEquals(List.of("key-1"), issuer.ring().retiring().stream().map(SigningKey::kid).toList());
  }

  @Test
  void rotatesOnceAfterALongAbsence() {
    PlannedIssuer issuer = PlannedIssuer.settled();

    issuer.settleAfter(DAY.multipliedBy(10));

    assertEquals("key-2", issuer.active().kid());
    assertEquals(issuer.now, issuer.active().activatedAt());
  }

  @Test
  void removesARetiringKeyWhenItsRetentionHasPassedAndNotASecondBefore() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.settleAfter(DAY);

    assertEquals(issuer.now.plus(RETAIN), issuer.plan().nextCheck());
    assertEquals(List.of(), issuer.settleAfter(RETAIN.minus(SECOND)));
    assertEquals(List.of("RemoveKey"), issuer.settleAfter(SECOND));
    assertEquals(2, issuer.ring().keys().size());
  }

  @Test
  void aRequestRotatesOnceAndIsRecordedWithItsEffect() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.now = issuer.now.plus(AHEAD);
    issuer.request = Optional.of("2026-01-01");

    ActivateKey step = assertInstanceOf(ActivateKey.class, issuer.step());

    assertEquals(Reason.Requested, step.reason());
    assertEquals(Optional.of("key-1"), step.demoted());
    assertEquals(List.of("2026-01-01"), issuer.ring().handledRequests());
    issuer.settle();
    assertEquals("key-2", issuer.active().kid());
    issuer.settleAfter(RETAIN);
    assertEquals("key-2", issuer.active().kid());
  }

  @Test
  void anOldRequestThatIsAppliedAgainChangesNothing() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.request = Optional.of("first");
    issuer.settleAfter(AHEAD);
    issuer.request = Optional.of("second");
    issuer.settleAfter(AHEAD.plus(RETAIN));
    issuer.settleAfter(RETAIN);
    assertEquals("key-3", issuer.active().kid());

    issuer.request = Optional.of("first");

    assertEquals(List.of(), issuer.settleAfter(AHEAD));
  }

  @Test
  void aRequestWaitsWhileTheNextKeyIsNotPublishedLongEnough() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.request = Optional.of("now");

    assertEquals(List.of("RecordRequest"), issuer.settleAfter(AHEAD.minus(SECOND)));
    assertEquals(
        new RotationRequest("now", PlannedIssuer.START.plus(AHEAD).minus(SECOND)),
        issuer.ring().pendingRequest());
    assertEquals(Optional.empty(), issuer.plan().blocked());
    assertEquals("ActivateKey", issuer.settleAfter(SECOND).getFirst());
  }

  @Test
  void aRequestWaitsWhileAsManyRetiringKeysAreHeldAsMayBe() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.withVerifierCache(issuer.policy, Duration.ZERO);
    issuer.settleAfter(DAY);
    issuer.request = Optional.of("again");

    assertEquals(List.of("RecordRequest"), issuer.settleAfter(Duration.ofMinutes(1)));
    Blocked blocked = issuer.plan().blocked().orElseThrow();
    assertEquals(Blocked.Reason.KeysHeld, blocked.reason());
    assertEquals(PlannedIssuer.START.plus(DAY).plus(RETAIN), issuer.plan().nextCheck());
    List<String> later = issuer.settleAfter(RETAIN);
    assertEquals(List.of("RemoveKey", "ActivateKey"), later.subList(0, 2));
  }

  @Test
  void theRequestOnANewIssuerIsMetByItsFirstKey() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.request = Optional.of("from the manifest");

    issuer.settle();
    issuer.settleAfter(AHEAD);

    assertEquals("key-1", issuer.active().kid());
  }

  @Test
  void rotatesAtOnceWhenEveryVerifierAcknowledgesAndNoneCaches() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.policy = Policies.withVerifierCache(issuer.policy, Duration.ZERO);
    issuer.settle();
    issuer.request = Optional.of("now");

    assertEquals("ActivateKey", issuer.settle().getFirst());
  }

  @Test
  void publishAheadBeginsWhenTheLastIssuerPodServesTheKey() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.holdPod("login-1");
    issuer.settleAfter(DAY);
    issuer.now = issuer.now.plusSeconds(600);
    issuer.heldPods.clear();
    issuer.settle();
    issuer.request = Optional.of("now");

    Instant servedSince = issuer.prepared().servedSince();

    assertEquals(issuer.now, servedSince);
    assertFalse(issuer.settleAfter(AHEAD.minus(SECOND)).contains("ActivateKey"));
    issuer.settleAfter(RETAIN);
    assertEquals("key-3", issuer.active().kid());
  }

  @Test
  void whereTimeAloneCountsTheKeyIsPublishedLongerAndRetainedLonger() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.policy = Policies.afterDelay(issuer.policy);
    issuer.settle();
    issuer.heldPods.put("login-0", new PodAcknowledgement("login-0", 0, Set.of(), false, true));
    issuer.request = Optional.of("now");

    assertEquals(
        List.of("RecordRequest"), issuer.settleAfter(AHEAD.plus(MOUNT_DELAY).minus(SECOND)));
    assertEquals("ActivateKey", issuer.settleAfter(SECOND).getFirst());
    assertFalse(issuer.settleAfter(RETAIN.plus(MOUNT_DELAY).minus(SECOND)).contains("RemoveKey"));
    assertEquals(List.of("RemoveKey"), issuer.settleAfter(SECOND));
  }

  @Test
  void aLongerLifetimeIsRecordedInTheRingBeforeAnyoneMayUseIt() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.withMaxTtl(issuer.policy, Duration.ofHours(2));

    assertEquals(List.of("RaiseMaxTtl"), issuer.settle());
    assertEquals(Duration.ofHours(2), issuer.active().maxTtl());
  }

  @Test
  void aShorterLifetimeDoesNotShortenTheRetentionOfAKeyThatHasSigned() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.withMaxTtl(issuer.policy, Duration.ofMinutes(1));
    issuer.settleAfter(DAY);

    assertFalse(issuer.settleAfter(RETAIN.minus(SECOND)).contains("RemoveKey"));
    assertTrue(issuer.settleAfter(SECOND).contains("RemoveKey"));
    assertEquals(Duration.ofMinutes(1), issuer.active().maxTtl());
  }

  @Test
  void aLeewayThatGrowsMovesARemovalBack() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.settleAfter(DAY);
    issuer.policy = Policies.withLeeway(issuer.policy, PlannedIssuer.LEEWAY.plusSeconds(100));

    assertEquals(List.of(), issuer.settleAfter(RETAIN.plusSeconds(99)));
    assertEquals(List.of("RemoveKey"), issuer.settleAfter(SECOND));
  }

  @Test
  void anotherAlgorithmReplacesThePreparedKeyAndThenRotates() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.withAlg(issuer.policy, "ES384");

    assertEquals(List.of("GenerateKey", "PublishKey", "RecordServed"), issuer.settle());
    assertEquals("ES384", issuer.prepared().alg());
    assertTrue(issuer.ring().find("key-2").isEmpty());
    assertEquals("ActivateKey", issuer.settleAfter(AHEAD).getFirst());
    assertEquals("ES384", issuer.active().alg());
  }

  @Test
  void aSpecThatBreaksTheInequalityHoldsPlannedRotationsAndSaysWhy() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.withInterval(issuer.policy, AHEAD.plus(RETAIN).minus(SECOND));

    assertEquals(List.of(), issuer.settleAfter(DAY));
    Blocked blocked = issuer.plan().blocked().orElseThrow();
    assertEquals(Blocked.Reason.PolicyInvalid, blocked.reason());
    assertTrue(blocked.message().contains("rotation interval of 4739s"), blocked.message());
    issuer.policy = Policies.withInterval(issuer.policy, AHEAD.plus(RETAIN));
    assertEquals("ActivateKey", issuer.settle().getFirst());
  }

  @Test
  void whatIsRecordedIsRoundedUpSoThatNoWaitIsShorterThanPromised() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.now = PlannedIssuer.START.plusMillis(1);

    issuer.settle();

    assertEquals(PlannedIssuer.START.plusSeconds(1), issuer.active().publishedAt());
  }

  @Test
  void aReservationThatNobodyStoredIsReplacedByAnotherKey() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.reserve(assertInstanceOf(GenerateKey.class, issuer.next()));

    assertEquals("GenerateKey", issuer.settle().getFirst());
    assertEquals("key-2", issuer.active().kid());
  }
}
