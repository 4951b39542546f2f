package io.jotgate.keys;

import static io.jotgate.keys.PlannedIssuer.AHEAD;
import static io.jotgate.keys.PlannedIssuer.CACHE;
import static io.jotgate.keys.PlannedIssuer.CLOCK_ERROR;
import static io.jotgate.keys.PlannedIssuer.DAY;
import static io.jotgate.keys.PlannedIssuer.MOUNT_DELAY;
import static io.jotgate.keys.PlannedIssuer.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.Reason;
import io.jotgate.keys.RotationStep.RevokeKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys that people take back. */
class RevocationTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theRevokedActiveKeyIsGoneAtOnceAndThePreparedOneSigns() {
    PlannedIssuer issuer = servedForLong();
    issuer.revoke = Optional.of("key-1");

    RevokeKeys step = assertInstanceOf(RevokeKeys.class, issuer.step());

    assertEquals(List.of("key-1"), step.kids());
    assertEquals(List.of("key-2"), kids(issuer));
    assertEquals(
        List.of("key-1"), issuer.ring().tombstones().stream().map(Tombstone::kid).toList());
    assertEquals("ActivateKey", issuer.settle().getFirst());
    assertEquals("key-2", issuer.active().kid());
    assertEquals("key-3", issuer.prepared().kid());
  }

  @Test
  void nothingSignsUntilEveryCopyHasTheNextKey() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.revoke = Optional.of("key-1");

    issuer.settle();

    assertTrue(issuer.ring().active().isEmpty());
    assertFalse(issuer.settleAfter(AHEAD.minus(SECOND)).contains("ActivateKey"));
    assertTrue(issuer.settleAfter(SECOND).contains("ActivateKey"));
  }

  @Test
  void theNextKeySignsAtOnceWhereTheSpecAllowsIt() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.allowingUnpublished(issuer.policy);
    issuer.revoke = Optional.of("key-1");
    issuer.step();

    ActivateKey step = assertInstanceOf(ActivateKey.class, issuer.step());

    assertEquals(Reason.Emergency, step.reason());
    assertEquals("key-2", step.kid());
  }

  @Test
  void allowingUnpublishedKeysChangesNoPlannedRotation() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.policy = Policies.allowingUnpublished(issuer.policy);
    issuer.request = Optional.of("now");

    assertFalse(issuer.settleAfter(AHEAD.minus(SECOND)).contains("ActivateKey"));
  }

  @Test
  void aRevocationWaitsForNobody() {
    PlannedIssuer issuer = servedForLong();
    issuer.holdPod("login-1");
    issuer.holdRoute("orders");
    issuer.revoke = Optional.of("key-1");

    assertInstanceOf(RevokeKeys.class, issuer.step());
  }

  @Test
  void whoDoesNotKnowTheNextKeyHoldsItOnlyUntilEveryCopyMustHaveIt() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.heldVerifiers.put("orders", new VerifierAcknowledgement("orders", 0, true));
    issuer.revoke = Optional.of("key-1");
    issuer.settle();

    Duration unacknowledged = CACHE.plus(MOUNT_DELAY).plus(CLOCK_ERROR.multipliedBy(2));

    assertFalse(issuer.settleAfter(unacknowledged.minus(SECOND)).contains("ActivateKey"));
    assertTrue(issuer.settleAfter(SECOND).contains("ActivateKey"));
  }

  @Test
  void aRevokedPreparedKeyIsReplaced() {
    PlannedIssuer issuer = servedForLong();
    issuer.revoke = Optional.of("key-2");

    issuer.settle();

    assertEquals("key-1", issuer.active().kid());
    assertEquals("key-3", issuer.prepared().kid());
  }

  @Test
  void aRevokedRetiringKeyIsNoLongerPublished() {
    PlannedIssuer issuer = servedForLong();
    issuer.request = Optional.of("now");
    issuer.settle();
    assertEquals(List.of("key-1", "key-2", "key-3"), kids(issuer));
    issuer.revoke = Optional.of("key-1");

    issuer.settle();

    assertEquals(List.of("key-2", "key-3"), kids(issuer));
    assertEquals("key-2", issuer.active().kid());
  }

  @Test
  void aRequestIsHandledOnceHoweverOftenItIsSeen() {
    PlannedIssuer issuer = servedForLong();
    issuer.revoke = Optional.of("key-1");
    issuer.settle();
    KeyRing after = issuer.ring();

    assertEquals(List.of(), issuer.settle());
    assertEquals(after, issuer.ring());
  }

  @Test
  void allKeysAreReplacedAndTheSetIsNeverEmpty() {
    PlannedIssuer issuer = servedForLong();
    issuer.request = Optional.of("now");
    issuer.settle();
    issuer.revoke = Optional.of("all");

    RevokeKeys first = assertInstanceOf(RevokeKeys.class, issuer.step());
    GenerateKey make = assertInstanceOf(GenerateKey.class, issuer.step());
    RevokeKeys second = assertInstanceOf(RevokeKeys.class, issuer.step());

    assertEquals(List.of("key-1", "key-2"), first.kids());
    assertEquals(Reason.Revoked, make.reason());
    assertEquals(List.of("key-3"), second.kids());
    assertEquals(List.of("key-4"), kids(issuer));
    assertEquals(KeyState.PREPARED, issuer.prepared().state());
    issuer.settle();
    issuer.settleAfter(AHEAD);
    assertEquals("key-4", issuer.active().kid());
  }

  @Test
  void allThatIsAskedForBeforeThereIsAKeyRevokesNone() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.revoke = Optional.of("all");

    List<String> done = issuer.settle();

    assertFalse(done.contains("RevokeKeys"), done.toString());
    assertEquals("key-1", issuer.active().kid());
    assertEquals("key-2", issuer.prepared().kid());
    assertEquals(List.of(), issuer.ring().tombstones());
  }

  @Test
  void allMayBeAskedForOnceMoreWithAnotherValue() {
    PlannedIssuer issuer = servedForLong();
    issuer.revoke = Optional.of("all");
    issuer.settle();
    Set<String> replaced = Set.copyOf(kids(issuer));
    issuer.revoke = Optional.of("all:again");

    issuer.settle();

    assertTrue(kids(issuer).stream().noneMatch(replaced::contains), kids(issuer).toString());
  }

  @Test
  void aHandledRevocationOfAllIsNotForgottenBecauseOfManyRotations() {
    PlannedIssuer issuer = servedForLong();
    issuer.revoke = Optional.of("all");
    issuer.settle();
    issuer.settleAfter(AHEAD);

    IntStream.range(0, 40)
        .forEach(
            i -> {
              issuer.request = Optional.of("rotate-" + i);
              issuer.settleAfter(DAY);
            });

    assertEquals(4, issuer.ring().tombstones().size() + 2);
  }

  @Test
  void aCrashBetweenTheWritesOfARevocationLosesNothingOfIt() {
    PlannedIssuer issuer = servedForLong();
    issuer.revoke = Optional.of("all");
    issuer.step();
    issuer.reserve(assertInstanceOf(GenerateKey.class, issuer.next()));

    assertInstanceOf(GenerateKey.class, issuer.step());
    assertInstanceOf(RevokeKeys.class, issuer.step());

    assertEquals(List.of("key-4"), kids(issuer));
  }

  @Test
  void aKidThatIsNotOursRevokesNothingAndSaysWhichKeysThereAre() {
    PlannedIssuer issuer = servedForLong();
    issuer.revoke = Optional.of("kye-1");

    Blocked blocked = issuer.plan().blocked().orElseThrow();

    assertEquals(Blocked.Reason.UnknownKey, blocked.reason());
    assertTrue(blocked.message().contains("key-1, key-2"), blocked.message());
    assertEquals(List.of(), issuer.settle());
  }

  @Test
  void theOnlyPublishedKeyIsReplacedInTheWriteThatRevokesIt() {
    PlannedIssuer issuer = servedForLong();
    KeyRing ring = issuer.ring();
    issuer.ring = Optional.of(ring.revoke(Set.of("key-2"), START, Optional.empty()));
    issuer.revoke = Optional.of("key-1");

    assertInstanceOf(GenerateKey.class, issuer.step());
    RevokeKeys step = assertInstanceOf(RevokeKeys.class, issuer.step());

    assertEquals(List.of("key-1"), step.kids());
    assertEquals(1, issuer.ring().keys().size());
  }

  @Test
  void aRingRefusesToBeLeftWithoutAPublishedKey() {
    KeyRing ring = servedForLong().ring();

    assertThrows(
        IllegalArgumentException.class,
        () -> ring.revoke(Set.of("key-1", "key-2"), START, Optional.empty()));
  }

  @Test
  void aRevokedKidIsNeverPublishedAgain() {
    PlannedIssuer issuer = servedForLong();
    issuer.revoke = Optional.of("key-1");
    issuer.settle();

    assertThrows(
        IllegalArgumentException.class,
        () ->
            issuer
                .ring()
                .reserve(
                    new Reservation(
                        KeySlot.A,
                        "key-1",
                        KeyParameters.of("ES256"),
                        PlannedIssuer.jwk("key-1"))));
  }

  @Test
  void aWrongClockDoesNotHoldARevocation() {
    PlannedIssuer issuer = servedForLong();
    issuer.clockOffset = Optional.of(Duration.ofHours(2));
    issuer.revoke = Optional.of("key-1");

    assertInstanceOf(RevokeKeys.class, issuer.step());
  }

  @Test
  void aTimeThatAClockAYearAheadHasRecordedDoesNotHoldTheRevocationOfAllKeys() {
    PlannedIssuer issuer = rotatedAYearAhead();
    assertEquals(Blocked.Reason.ClockBehind, issuer.plan().blocked().orElseThrow().reason());
    issuer.revoke = Optional.of("all");

    issuer.settle();
    assertFalse(issuer.settleAfter(AHEAD.minus(SECOND)).contains("ActivateKey"));
    assertTrue(issuer.settleAfter(SECOND).contains("ActivateKey"));

    assertEquals(Optional.empty(), issuer.plan().blocked());
  }

  @Test
  void aPreparedKeyThatWasRecordedAYearAheadIsReplacedWhenTheActiveOneIsRevoked() {
    PlannedIssuer issuer = rotatedAYearAhead();
    issuer.revoke = Optional.of(issuer.active().kid());

    issuer.settle();
    assertFalse(issuer.settleAfter(AHEAD.minus(SECOND)).contains("ActivateKey"));
    assertTrue(issuer.settleAfter(SECOND).contains("ActivateKey"));

    Blocked blocked = issuer.plan().blocked().orElseThrow();
    assertEquals(Blocked.Reason.ClockBehind, blocked.reason());
    assertTrue(blocked.message().contains("2027-01-01T01:01:00Z for key-1,"), blocked.message());
  }

  @Test
  void aClockThatNobodyConfirmsMakesNoKeySign() {
    PlannedIssuer issuer = rotatedAYearAhead();
    issuer.clockOffset = Optional.empty();
    issuer.revoke = Optional.of("all");

    issuer.settle();
    issuer.settleAfter(AHEAD);

    assertTrue(issuer.ring().active().isEmpty());
  }

  @Test
  void anAnnotationThatNamesNoKeyHidesNothingElseThatBlocks() {
    PlannedIssuer issuer = servedForLong();
    issuer.heldVerifiers.put("orders", new VerifierAcknowledgement("orders", 0, true));
    issuer.request = Optional.of("now");
    issuer.revoke = Optional.of("kye-1");
    issuer.settle();

    Blocked blocked = issuer.plan().blocked().orElseThrow();

    assertEquals(Blocked.Reason.PropagationPending, blocked.reason());
    assertEquals(List.of("orders"), blocked.waitingFor());
    assertTrue(blocked.message().contains("nothing is revoked"), blocked.message());
  }

  @Test
  void anAnnotationThatNamesNoKeyDoesNotHideAWrongClock() {
    PlannedIssuer issuer = servedForLong();
    issuer.clockOffset = Optional.of(Duration.ofHours(2));
    issuer.revoke = Optional.of("kye-1");

    Blocked blocked = issuer.plan().blocked().orElseThrow();

    assertEquals(Blocked.Reason.ClockSkew, blocked.reason());
    assertTrue(blocked.message().contains("nothing is revoked"), blocked.message());
  }

  /** Keys 1 and 2 changed places by a clock, the API server's too, that was set right later. */
  private static PlannedIssuer rotatedAYearAhead() {
    PlannedIssuer issuer = servedForLong();
    issuer.settleAfter(Duration.ofDays(365));
    issuer.now = issuer.now.minus(Duration.ofDays(360));
    issuer.clockOffset = Optional.of(Duration.ZERO);
    return issuer;
  }

  /** Long enough that no copy is without the prepared key. */
  private static PlannedIssuer servedForLong() {
    PlannedIssuer issuer = PlannedIssuer.settled();
    issuer.settleAfter(AHEAD);
    return issuer;
  }

  private static List<String> kids(PlannedIssuer issuer) {
    return issuer.ring().keys().stream().map(SigningKey::kid).toList();
  }
}
