package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.controller.jwtissuer.RotationExecutor.Acknowledgements;
import io.jotgate.controller.jwtissuer.RotationExecutor.Outcome;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.keys.Blocked;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.Requests;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RotationExecutorTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String OWNER = "uid-of-login";
  private static final int WRITES_OF_A_NEW_ISSUER = 8;

  private final SecureRandom random = new SecureRandom();
  private final StoredKeys stored = new StoredKeys();

  @Test
  void bringsUpAKeyThatSignsAndTheNextOneInTheOtherSlot() {
    Outcome outcome = run(Optional.empty());

    assertTrue(outcome.canSign());
    assertEquals(List.of(KeyState.ACTIVE, KeyState.PREPARED), states());
    assertNotEquals(ring().active().orElseThrow().slot(), ring().prepared().orElseThrow().slot());
    assertEquals(WRITES_OF_A_NEW_ISSUER, stored.writes());
  }

  @Test
  void writesNothingWhenNothingIsDue() {
    run(Optional.empty());
    int writes = stored.writes();

    assertEquals(List.of(), run(Optional.empty()).taken());
    assertEquals(writes, stored.writes());
  }

  @Test
  void activatesThePreparedKeyForARequestWhenThePodsServeIt() {
    run(Optional.empty());
    String next = ring().prepared().orElseThrow().kid();

    run(Optional.of("please"));

    assertEquals(next, ring().active().orElseThrow().kid());
  }

  @Test
  void waitsForAPodThatHasNotAnswered() {
    run(Optional.empty());
    String active = ring().active().orElseThrow().kid();

    Outcome outcome =
        run(Optional.of("please"), new Acknowledgements(List.of(silent()), List.of()));

    assertEquals(active, ring().active().orElseThrow().kid());
    assertEquals(List.of("login-2"), outcome.blocked().map(Blocked::waitingFor).orElseThrow());
  }

  @Test
  void aRingWithoutANextStateIsToldAndNotChanged() {
    run(Optional.empty());
    KeyRing ring = ring();
    KeyRing last =
        new KeyRing(
            ring.ownerUid(),
            KeyRing.MAX_EPOCH,
            ring.keys(),
            ring.reservation(),
            ring.pendingRequest(),
            ring.handledRequests(),
            ring.tombstones());
    stored.writeRing(stored.ring().map(KeyObjects.StoredRing::version), last);

    assertThrows(
        KeyObjects.UnreadableRingException.class,
        () -> run(Optional.of("please"), new Acknowledgements(List.of(), List.of())));

    assertEquals(last, ring());
  }

  @Test
  void takesNoFurtherStepOnceTheClockIsFoundToBeWrong() {
    Queue<Duration> offsets = new ArrayDeque<>(List.of(Duration.ZERO, Duration.ZERO));
    RotationInputs inputs =
        new RotationInputs(
            OWNER,
            new Acknowledgements(List.of(), List.of()),
            Requests.NONE,
            Optional.empty(),
            () -> Optional.ofNullable(offsets.poll()).or(() -> Optional.of(Duration.ofHours(1))));

    Outcome outcome =
        new RotationExecutor(
                parameters -> SigningKeys.generate(KeyParameters.of("ES256"), random), clock())
            .run(stored, RotationPolicies.WEEKLY, inputs);

    assertEquals(2, outcome.taken().size());
    assertEquals(Optional.of(Blocked.Reason.ClockSkew), outcome.blocked().map(Blocked::reason));
  }

  @TestFactory
  Stream<DynamicTest> aCrashBeforeAnyWriteLeavesAStateFromWhichARestartReachesTheGoal() {
    return writesOfANewIssuer()
        .mapToObj(
            n ->
                DynamicTest.dynamicTest(
                    "before write " + n,
                    () -> {
                      StoredKeys keys = new StoredKeys();
                      keys.crashBeforeWrite(n);
                      reachesTheGoalAfterACrash(keys);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aCrashAfterAnyWriteLeavesAStateFromWhichARestartReachesTheGoal() {
    return writesOfANewIssuer()
        .mapToObj(
            n ->
                DynamicTest.dynamicTest(
                    "after write " + n,
                    () -> {
                      StoredKeys keys = new StoredKeys();
                      keys.crashAfterWrite(n);
                      reachesTheGoalAfterACrash(keys);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> twoOperatorsAtOnceEndWithOneActiveAndOnePreparedKey() {
    return writesOfANewIssuer()
        .mapToObj(
            n ->
                DynamicTest.dynamicTest(
                    "the other one comes before write " + n,
                    () -> {
                      StoredKeys keys = new StoredKeys();
                      keys.crashBeforeWrite(n);
                      assertThrows(StoredKeys.Crash.class, () -> run(keys, Optional.empty()));
                      keys.beforeNextWrite(() -> run(keys, Optional.empty()));
                      run(keys, Optional.empty());
                      assertGoal(keys);
                    }));
  }

  @Test
  void aPrivateHalfThatIsLostIsReplacedWithoutTouchingTheKeyThatSigns() {
    run(Optional.empty());
    SigningKey active = ring().active().orElseThrow();
    SigningKey lost = ring().prepared().orElseThrow();
    stored.deleteSlot(lost.slot());

    Outcome outcome = run(Optional.empty());

    assertTrue(outcome.canSign());
    assertEquals(active, ring().active().orElseThrow());
    assertNotEquals(lost.kid(), ring().prepared().orElseThrow().kid());
  }

  @Test
  void aSlotThatTheRingDoesNotKnowIsReplacedAndNeverAdopted() {
    run(Optional.empty());
    SigningKey prepared = ring().prepared().orElseThrow();
    var foreign = SigningKeys.generate(KeyParameters.of("ES256"), random);
    stored.writeSlot(
        prepared.slot(),
        stored.slot(prepared.slot()).map(KeyObjects.StoredSlot::version),
        new SlotFile(OWNER, foreign.kid(), foreign.alg(), foreign.privateJwk()));

    run(Optional.empty());

    assertTrue(
        stored.history().stream()
            .flatMap(ring -> ring.keys().stream())
            .noneMatch(key -> key.kid().equals(foreign.kid())));
    assertGoal(stored);
  }

  @Test
  void aMissingRingIsNoReasonToMakeAKey() {
    run(Optional.empty());
    stored.deleteRing();
    int writes = stored.writes();

    Outcome outcome = run(Optional.empty());

    assertEquals(Blocked.Reason.RingMissing, outcome.blocked().orElseThrow().reason());
    assertEquals(writes, stored.writes());
    assertFalse(outcome.canSign());
  }

  @Test
  void aLostRingIsWrittenAgainFromItsCopy() {
    run(Optional.empty());
    KeyRing before = ring();
    stored.copyRing();
    stored.deleteRing();

    Outcome outcome = run(Optional.empty());

    assertEquals(before.keys(), ring().keys());
    assertTrue(outcome.canSign());
  }

  @Test
  void anIssuerThatIsCreatedAgainKeepsTheOldKeysForVerifyingOnly() {
    run(Optional.empty());
    Set<String> old = kids(ring());

    new RotationExecutor(
            parameters -> SigningKeys.generate(KeyParameters.of("ES256"), random), clock())
        .run(
            stored,
            RotationPolicies.WEEKLY,
            inputs(
                "uid-of-its-successor",
                new Acknowledgements(List.of(), List.of()),
                Optional.empty()));

    assertTrue(kids(ring()).containsAll(old));
    assertTrue(
        ring().keys().stream()
            .filter(key -> old.contains(key.kid()))
            .allMatch(key -> key.state() == KeyState.RETIRING));
  }

  @Test
  void aKeyThatCouldNotBeStoredIsTriedAgainUntilItsIssuerIsGone() {
    RotationExecutor executor =
        new RotationExecutor(
            parameters -> SigningKeys.generate(KeyParameters.of("ES256"), random), clock());
    String first = reservedBy(executor);
    assertEquals(first, reservedBy(executor));

    executor.forget(OWNER);

    assertNotEquals(first, reservedBy(executor));
  }

  /** The kid that is reserved when the Secret of the key is refused. */
  private String reservedBy(RotationExecutor executor) {
    stored.crashBeforeWrite(1);
    assertThrows(
        StoredKeys.Crash.class,
        () ->
            executor.run(
                stored,
                RotationPolicies.WEEKLY,
                inputs(OWNER, new Acknowledgements(List.of(), List.of()), Optional.empty())));
    return Optional.ofNullable(ring().reservation()).orElseThrow().kid();
  }

  private static IntStream writesOfANewIssuer() {
    return IntStream.range(0, WRITES_OF_A_NEW_ISSUER);
  }

  private void reachesTheGoalAfterACrash(StoredKeys keys) {
    assertThrows(StoredKeys.Crash.class, () -> run(keys, Optional.empty()));
    run(keys, Optional.empty());
    assertGoal(keys);
  }

  private static void assertGoal(StoredKeys keys) {
    KeyRing ring = keys.ring().orElseThrow().ring();
    assertEquals(
        List.of(KeyState.ACTIVE, KeyState.PREPARED),
        ring.keys().stream().map(SigningKey::state).toList());
    for (SigningKey key : ring.keys()) {
      assertEquals(key.kid(), keys.slot(key.slot()).orElseThrow().content().orElseThrow().kid());
    }
    long activated =
        keys.history().stream()
            .flatMap(each -> each.active().stream())
            .map(SigningKey::kid)
            .distinct()
            .count();
    assertEquals(1, activated, "no key but the first one has ever signed");
  }

  private Outcome run(Optional<String> request) {
    return run(stored, request);
  }

  private Outcome run(StoredKeys keys, Optional<String> request) {
    List<PodAcknowledgement> pods =
        keys.ring().map(KeyObjects.StoredRing::ring).filter(KeyRing::hasServed).stream()
            .map(ring -> new PodAcknowledgement("login-1", ring.epoch(), kids(ring), true, true))
            .toList();
    return run(keys, request, new Acknowledgements(pods, List.of()));
  }

  private Outcome run(Optional<String> request, Acknowledgements acknowledged) {
    return run(stored, request, acknowledged);
  }

  private Outcome run(StoredKeys keys, Optional<String> request, Acknowledgements acknowledged) {
    return new RotationExecutor(
            parameters -> SigningKeys.generate(KeyParameters.of("ES256"), random), clock())
        .run(keys, RotationPolicies.WEEKLY, inputs(OWNER, acknowledged, request));
  }

  private static RotationInputs inputs(
      String owner, Acknowledgements acknowledged, Optional<String> request) {
    return new RotationInputs(
        owner, acknowledged, Requests.rotate(request), Optional.empty(), Optional::empty);
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private static PodAcknowledgement silent() {
    return new PodAcknowledgement("login-2", 0, Set.of(), true, true);
  }

  private KeyRing ring() {
    return stored.ring().orElseThrow().ring();
  }

  private List<KeyState> states() {
    return ring().keys().stream().map(SigningKey::state).toList();
  }

  private static Set<String> kids(KeyRing ring) {
    return ring.keys().stream().map(SigningKey::kid).collect(Collectors.toUnmodifiableSet());
  }
}
