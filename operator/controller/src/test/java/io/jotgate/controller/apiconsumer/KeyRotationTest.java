package io.jotgate.controller.apiconsumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.controller.apiconsumer.WantedCredential.RotationRule;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.KeyVerifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRotationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration OVERLAP = Duration.ofHours(6);
  private static final RotationRule DAILY =
      new RotationRule(Optional.of(Duration.ofDays(1)), OVERLAP);
  private static final RotationRule ON_REQUEST = new RotationRule(Optional.empty(), OVERLAP);
  private static final Optional<String> NOBODY_ASKS = Optional.empty();

  private final KeyVerifier first = key();
  private final KeyVerifier second = key();
  private final KeyLedger fresh = KeyLedger.first(first, NOBODY_ASKS, NOON);

  @Test
  void keepsAKeyUntilItsIntervalHasPassed() {
    Instant due = NOON.plus(Duration.ofDays(1));

    assertEquals(
        new KeyStep.Keep(Optional.of(due)), plan(fresh, DAILY, false, due.minusSeconds(1)));
    assertEquals(new KeyStep.Prepare(NOBODY_ASKS), plan(fresh, DAILY, false, due));
  }

  @Test
  void keepsAKeyForeverWhenNobodyAsks() {
    assertEquals(
        new KeyStep.Keep(Optional.empty()),
        plan(fresh, ON_REQUEST, false, NOON.plus(Duration.ofDays(3650))));
  }

  @Test
  void replacesAKeyOncePerRequest() {
    Optional<String> asked = Optional.of("please");
    KeyStep step = KeyRotation.plan(fresh, ON_REQUEST, asked, false, NOON);
    assertEquals(new KeyStep.Prepare(asked), step);

    KeyLedger handled = fresh.prepared(second, asked).promoted(OVERLAP, NOON);

    assertInstanceOf(KeyStep.Keep.class, KeyRotation.plan(handled, ON_REQUEST, asked, false, NOON));
  }

  @Test
  void aRequestThatIsOlderThanTheKeyAsksForNothing() {
    Optional<String> asked = Optional.of("long ago");
    KeyLedger made = KeyLedger.first(first, asked, NOON);

    assertInstanceOf(KeyStep.Keep.class, KeyRotation.plan(made, ON_REQUEST, asked, false, NOON));
  }

  @Test
  void waitsWithTheNextKeyUntilEveryPodKnowsIt() {
    KeyLedger prepared = fresh.prepared(second, NOBODY_ASKS);
    Instant late = NOON.plus(Duration.ofDays(30));

    assertInstanceOf(KeyStep.Keep.class, plan(prepared, DAILY, false, late));
    var promoted = assertInstanceOf(KeyStep.Promote.class, plan(prepared, DAILY, true, late));

    assertEquals(second, promoted.after().current());
    assertEquals(List.of(first.until(late.plus(OVERLAP))), promoted.after().previous());
    assertEquals(Optional.empty(), promoted.after().next());
  }

  @Test
  void forgetsAPreviousKeyWhenItsOverlapHasEnded() {
    KeyLedger promoted = fresh.prepared(second, NOBODY_ASKS).promoted(OVERLAP, NOON);
    Instant end = NOON.plus(OVERLAP);

    assertEquals(
        new KeyStep.Keep(Optional.of(end)), plan(promoted, ON_REQUEST, false, end.minusSeconds(1)));
    assertEquals(new KeyStep.Forget(promoted.pruned(end)), plan(promoted, ON_REQUEST, false, end));
    assertEquals(List.of(), promoted.pruned(end).previous());
  }

  @Test
  void withoutOverlapThePreviousKeyEndsAtOnce() {
    KeyLedger promoted = fresh.prepared(second, NOBODY_ASKS).promoted(Duration.ZERO, NOON);

    assertEquals(List.of(), promoted.previous());
  }

  @Test
  void aRequestWaitsRatherThanEndAnOverlapEarly() {
    KeyLedger many = fresh;
    for (int i = 0; i < KeyRotation.MAX_PREVIOUS; i++) {
      many = many.prepared(key(), Optional.of("r" + i)).promoted(OVERLAP, NOON);
    }

    assertEquals(
        new KeyStep.Keep(Optional.of(NOON.plus(OVERLAP))),
        KeyRotation.plan(many, ON_REQUEST, Optional.of("one more"), false, NOON));
  }

  @Test
  void aLedgerReadsBackFromItsAnnotations() {
    KeyLedger ledger =
        fresh
            .prepared(second, Optional.of("a, b"))
            .promoted(OVERLAP, NOON)
            .prepared(key(), Optional.of("a, b"))
            .promoted(OVERLAP, NOON.plusSeconds(5))
            .prepared(key(), Optional.of("c"));

    assertEquals(Optional.of(ledger), KeyLedger.of(annotated(ledger), "main"));
    assertEquals(Optional.of(fresh), KeyLedger.of(annotated(fresh), "main"));
  }

  private static Secret annotated(KeyLedger ledger) {
    return new SecretBuilder()
        .withMetadata(new ObjectMetaBuilder().withAnnotations(ledger.annotations()).build())
        .build();
  }

  private static KeyStep plan(KeyLedger ledger, RotationRule rule, boolean loaded, Instant now) {
    return KeyRotation.plan(ledger, rule, NOBODY_ASKS, loaded, now);
  }

  private static KeyVerifier key() {
    return ApiKey.generate(new SecureRandom()).verifier("main");
  }
}
