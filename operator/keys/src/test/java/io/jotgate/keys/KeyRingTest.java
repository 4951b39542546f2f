package io.jotgate.keys;

import static io.jotgate.keys.PlannedIssuer.START;
import static io.jotgate.keys.PlannedIssuer.TTL;
import static io.jotgate.keys.PlannedIssuer.jwk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** States cannot be skipped or reversed, and a ring that breaks an invariant cannot be made. */
class KeyRingTest {
  private static final KeyRing EMPTY = KeyRing.create("uid-1", 0);
  private static final KeyRing FIRST_PREPARED =
      EMPTY.reserve(reservation(KeySlot.A, "k1")).prepare(START, TTL);
  private static final KeyRing FIRST_ACTIVE = activate(FIRST_PREPARED);
  private static final KeyRing BOTH =
      FIRST_ACTIVE.reserve(reservation(KeySlot.B, "k2")).prepare(START, TTL);
  private static final KeyRing ROTATED = activate(BOTH);

  @Test
  void aKeyGoesFromReservedToPreparedToActiveToRetiringToRemoved() {
    assertEquals(Optional.empty(), EMPTY.find("k1"));
    assertEquals(KeyState.PREPARED, state(FIRST_PREPARED, "k1"));
    assertEquals(KeyState.ACTIVE, state(FIRST_ACTIVE, "k1"));
    assertEquals(KeyState.RETIRING, state(ROTATED, "k1"));
    assertEquals(Optional.empty(), ROTATED.remove("k1").find("k1"));
  }

  @Test
  void aKeyCannotBePublishedWithoutReservation() {
    assertThrows(IllegalStateException.class, () -> EMPTY.prepare(START, TTL));
  }

  @Test
  void nothingIsActivatedWhenNothingIsPrepared() {
    assertThrows(IllegalStateException.class, () -> activate(FIRST_ACTIVE));
    assertThrows(
        IllegalStateException.class, () -> activate(EMPTY.reserve(reservation(KeySlot.A, "k1"))));
  }

  @Test
  void onlyARetiringKeyIsRemoved() {
    assertThrows(IllegalArgumentException.class, () -> BOTH.remove("k1"));
    assertThrows(IllegalArgumentException.class, () -> BOTH.remove("k2"));
    assertThrows(IllegalArgumentException.class, () -> BOTH.remove("k3"));
  }

  @Test
  void aRetiringKeyCannotBeReservedAgain() {
    assertThrows(
        IllegalArgumentException.class, () -> ROTATED.reserve(reservation(KeySlot.A, "k1")));
  }

  @Test
  void aRevokedKidCannotReturn() {
    KeyRing revoked =
        new KeyRing(
            "uid-1", 9, List.of(), null, null, List.of(), List.of(new Tombstone("k1", START)));

    assertThrows(
        IllegalArgumentException.class, () -> revoked.reserve(reservation(KeySlot.A, "k1")));
  }

  @Test
  void theSlotOfTheActiveKeyCannotBeReserved() {
    assertThrows(
        IllegalArgumentException.class, () -> FIRST_ACTIVE.reserve(reservation(KeySlot.A, "k2")));
  }

  @Test
  void aPreparedKeyThatIsReplacedLeavesTheRing() {
    KeyRing replaced = BOTH.reserve(reservation(KeySlot.B, "k3")).prepare(START, TTL);

    assertEquals(Optional.empty(), replaced.find("k2"));
    assertEquals(KeyState.PREPARED, state(replaced, "k3"));
  }

  @Test
  void theLastKeyThatHasSignedStays() {
    KeyRing restarted = FIRST_ACTIVE.restart("uid-2", 0, START, TTL, Optional.empty());

    assertThrows(IllegalArgumentException.class, () -> restarted.remove("k1"));
  }

  @Test
  void aRestartMakesEveryKeyRetiringAboveEveryEpoch() {
    KeyRing restarted = BOTH.restart("uid-2", 40, START, TTL.multipliedBy(2), Optional.empty());

    assertEquals(40 + KeyRing.RECOVERY_GAP, restarted.epoch());
    assertTrue(restarted.keys().stream().allMatch(k -> k.state() == KeyState.RETIRING));
    assertTrue(restarted.keys().stream().allMatch(k -> k.maxTtl().equals(TTL.multipliedBy(2))));
  }

  @Test
  void aLifetimeIsNeverLowered() {
    assertThrows(IllegalArgumentException.class, () -> FIRST_ACTIVE.raiseMaxTtl(TTL));
    assertEquals(
        TTL.plusSeconds(1),
        FIRST_ACTIVE.raiseMaxTtl(TTL.plusSeconds(1)).active().orElseThrow().maxTtl());
  }

  @Test
  void whatReplicasMustLoadRaisesTheEpochAndBookkeepingDoesNot() {
    assertEquals(1, EMPTY.epoch());
    assertEquals(1, EMPTY.reserve(reservation(KeySlot.A, "k1")).epoch());
    assertEquals(2, FIRST_PREPARED.epoch());
    assertEquals(3, FIRST_ACTIVE.epoch());
    assertEquals(4, BOTH.epoch());
    assertEquals(4, BOTH.served(START).epoch());
    assertEquals(4, BOTH.requested(new RotationRequest("r", START)).epoch());
    assertEquals(5, ROTATED.epoch());
    assertEquals(5, ROTATED.demotionAcknowledged(START, _ -> START).epoch());
    assertEquals(6, ROTATED.remove("k1").epoch());
  }

  @Test
  void twoActiveKeysCannotBeExpressed() {
    List<SigningKey> twice =
        List.of(
            key("k1", KeySlot.A, KeyState.ACTIVE, START, null),
            key("k2", KeySlot.B, KeyState.ACTIVE, START, null));

    assertThrows(IllegalArgumentException.class, () -> ringOf(twice));
  }

  @Test
  void theActiveAndThePreparedKeyCannotShareASlot() {
    List<SigningKey> shared =
        List.of(
            key("k1", KeySlot.A, KeyState.ACTIVE, START, null),
            key("k2", KeySlot.A, KeyState.PREPARED, null, null));

    assertThrows(IllegalArgumentException.class, () -> ringOf(shared));
  }

  @Test
  void aKidCannotBelongToTwoKeys() {
    List<SigningKey> same =
        List.of(
            key("k1", KeySlot.A, KeyState.RETIRING, START, START),
            key("k1", KeySlot.A, KeyState.RETIRING, START, START));

    assertThrows(IllegalArgumentException.class, () -> ringOf(same));
  }

  @Test
  void timesMustFitTheState() {
    assertThrows(
        IllegalArgumentException.class, () -> key("k1", KeySlot.A, KeyState.PREPARED, START, null));
    assertThrows(
        IllegalArgumentException.class, () -> key("k1", KeySlot.A, KeyState.ACTIVE, null, null));
    assertThrows(
        IllegalArgumentException.class, () -> key("k1", KeySlot.A, KeyState.ACTIVE, START, START));
    assertThrows(
        IllegalArgumentException.class, () -> key("k1", KeySlot.A, KeyState.RETIRING, START, null));
  }

  @Test
  void privateMembersCannotEnterTheRing() {
    String leaking = "{\"alg\":\"ES256\",\"d\":\"c2VjcmV0\",\"kid\":\"k1\"}";

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Reservation(KeySlot.A, "k1", KeyParameters.of("ES256"), leaking));

    assertFalse(refused.toString().contains("c2VjcmV0"));
  }

  @Test
  void theSetOfPublicKeysStaysUnderItsSize() {
    String padding = "x".repeat(2000);
    List<SigningKey> large =
        IntStream.range(0, 25)
            .mapToObj(i -> retiring("k" + i, "{\"kid\":\"k" + i + "\",\"x\":\"" + padding + "\"}"))
            .toList();
    List<SigningKey> many =
        IntStream.rangeClosed(0, KeyRing.MAX_KEYS)
            .mapToObj(i -> retiring("k" + i, jwk("k" + i)))
            .toList();

    assertThrows(IllegalArgumentException.class, () -> ringOf(large));
    assertThrows(IllegalArgumentException.class, () -> ringOf(many));
  }

  @Test
  void handledRequestsAreForgottenOnlyAfterManyOthers() {
    KeyRing ring = FIRST_ACTIVE;
    for (int i = 0; i <= KeyRing.MAX_HANDLED_OF_A_KIND; i++) {
      KeySlot free = ring.active().orElseThrow().slot().other();
      ring =
          ring.reserve(reservation(free, "n" + i))
              .prepare(START, TTL)
              .activate(START, TTL, _ -> null, Optional.of("r" + i));
    }

    assertEquals(KeyRing.MAX_HANDLED_OF_A_KIND, ring.handledRequests().size());
    assertFalse(ring.handledRequests().contains("r0"));
    assertEquals("r" + KeyRing.MAX_HANDLED_OF_A_KIND, ring.handledRequests().getLast());
  }

  @Test
  void aLargeRequestValueIsKnownByItsHash() {
    assertEquals("2026-01-01T00:00:00Z", RotationRequest.idOf("2026-01-01T00:00:00Z"));
    assertEquals(
        "sha256:d6cbb053abf2933889a0ccbf6ac244623a63a2e3397e991dde09266bdaa932d1",
        RotationRequest.idOf("b".repeat(100)));
  }

  @Test
  void keysAreOrderedByPublicationSoThatEqualRingsGiveEqualText() {
    SigningKey first = key("z", KeySlot.A, KeyState.ACTIVE, START, null);
    SigningKey second =
        SigningKey.prepared(reservation(KeySlot.B, "a"), 2, START.plusSeconds(5), TTL);

    assertEquals(ringOf(List.of(first, second)), ringOf(List.of(second, first)));
    assertEquals(List.of("z", "a"), kids(ringOf(List.of(second, first))));
  }

  private static List<String> kids(KeyRing ring) {
    return ring.keys().stream().map(SigningKey::kid).toList();
  }

  private static KeyState state(KeyRing ring, String kid) {
    return ring.find(kid).orElseThrow().state();
  }

  private static KeyRing activate(KeyRing ring) {
    return ring.activate(START, TTL, _ -> null, Optional.empty());
  }

  private static Reservation reservation(KeySlot slot, String kid) {
    return new Reservation(slot, kid, KeyParameters.of("ES256"), jwk(kid));
  }

  private static KeyRing ringOf(List<SigningKey> keys) {
    return new KeyRing("uid-1", 9, keys, null, null, List.of(), List.of());
  }

  private static SigningKey retiring(String kid, String publicJwk) {
    return new SigningKey(
        kid,
        KeyParameters.of("ES256"),
        KeySlot.A,
        KeyState.RETIRING,
        publicJwk,
        1,
        START,
        null,
        START,
        START,
        null,
        null,
        Duration.ofMinutes(1));
  }

  private static SigningKey key(
      String kid,
      KeySlot slot,
      KeyState state,
      @Nullable Instant activatedAt,
      @Nullable Instant demotedAt) {
    return new SigningKey(
        kid,
        KeyParameters.of("ES256"),
        slot,
        state,
        jwk(kid),
        1,
        START,
        null,
        activatedAt,
        demotedAt,
        null,
        null,
        TTL);
  }
}
