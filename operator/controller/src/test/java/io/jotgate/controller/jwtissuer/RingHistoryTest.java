package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The watchman of the fault tests must bark. */
class RingHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TTL = Duration.ofMinutes(15);

  private final Map<KeySlot, SlotFile> slots = new EnumMap<>(KeySlot.class);
  private final RingHistory history =
      new RingHistory(
          slot -> Optional.ofNullable(slots.get(slot)), Clock.fixed(NOW, ZoneOffset.UTC), 3);

  @Test
  void acceptsABringingUpAndARotation() {
    KeyRing serving = serving();

    store(serving.activate(NOW, TTL, key -> NOW, Optional.empty()));

    assertEquals(List.of(), history.violations());
    assertEquals(6, history.length());
  }

  @Test
  void seesAKeyThatWasPublishedWithoutAReservation() {
    KeyRing ring = serving();

    store(publish(ring, KeySlot.B));

    assertViolated("published without a reservation");
  }

  @Test
  void seesAKeyThatSignsAtOnce() {
    store(KeyRing.create("uid", 0));
    store(
        publish(KeyRing.create("uid", 0), KeySlot.A)
            .activate(NOW, TTL, key -> null, Optional.empty()));

    assertViolated("begins as ACTIVE");
  }

  @Test
  void seesARingThatGoesBack() {
    KeyRing before = serving();
    store(before.activate(NOW, TTL, key -> NOW, Optional.empty()));

    store(before);

    assertViolated("the epoch went back");
    assertViolated("went back to ACTIVE");
  }

  @Test
  void seesAKeyThatComesBack() {
    KeyRing ring = serving();
    String prepared = ring.prepared().orElseThrow().kid();
    KeyRing without = ring.revoke(Set.of(prepared), NOW, Optional.empty());
    store(without);

    store(ring);

    assertViolated("came back");
  }

  @Test
  void seesAKeyThatGoesBeforeItsTokens() {
    KeyRing ring =
        serving()
            .activate(NOW, TTL, key -> null, Optional.empty())
            .demotionAcknowledged(NOW, key -> NOW.plusSeconds(1));
    store(ring);

    store(ring.remove(ring.retiring().getFirst().kid()));

    assertViolated("went too early");
  }

  @Test
  void seesAPublishedKeyWithoutItsPrivateHalf() {
    KeyRing empty = KeyRing.create("uid", 0);
    store(empty);
    KeyRing reserved = reserve(empty, KeySlot.A, false);
    store(reserved);

    store(reserved.prepare(NOW, TTL));

    assertViolated("no private half");
  }

  @Test
  void seesAKeyThatSignsWhileAPodLacksIt() {
    KeyRing ring = serving();
    history.answered(loaded("uid", 1, List.of()), history.asks());

    store(ring.activate(NOW, TTL, key -> NOW, Optional.empty()));

    assertViolated("login-1 lacks it");
  }

  @Test
  void forgetsWhatAPodSaidThatIsGone() {
    KeyRing ring = serving();
    long askedBefore = history.asks();
    history.podsGone();
    history.answered(loaded("uid", 1, List.of()), askedBefore);

    store(ring.activate(NOW, TTL, key -> NOW, Optional.empty()));

    assertEquals(List.of(), history.violations());
  }

  @Test
  void takesTheLatestAnswerOfAPodInWhateverOrderTheyArrive() {
    KeyRing ring = serving();
    long first = history.asks();
    long second = history.asks();
    List<String> kids = ring.keys().stream().map(SigningKey::kid).toList();
    history.answered(loaded("uid", 2, kids), second);
    history.answered(loaded("uid", 1, List.of()), first);

    store(ring.activate(NOW, TTL, key -> NOW, Optional.empty()));

    assertEquals(List.of(), history.violations());
  }

  @Test
  void seesAJwkSetThatIsNotThatOfTheRing() {
    KeyRing ring = serving();

    history.stored(
        RingCodec.write(ring.activate(NOW, TTL, key -> NOW, Optional.empty())), Optional.empty());

    assertViolated("the JWK Set is not that of the ring");
  }

  @Test
  void seesTooManyKeys() {
    KeyRing ring = serving().activate(NOW, TTL, key -> NOW, Optional.empty());
    store(ring);
    for (KeySlot slot : List.of(KeySlot.A, KeySlot.B)) {
      KeyRing reserved = reserve(ring, slot, true);
      store(reserved);
      ring = reserved.prepare(NOW, TTL);
      store(ring);
      ring = ring.activate(NOW, TTL, key -> NOW, Optional.empty());
      store(ring);
    }

    assertEquals(4, ring.keys().size());
    assertViolated("4 keys are published");
  }

  /** One key signs, the next one is published. */
  private KeyRing serving() {
    KeyRing empty = KeyRing.create("uid", 0);
    KeyRing first = reserve(empty, KeySlot.A, true);
    store(first);
    KeyRing published = first.prepare(NOW, TTL);
    store(published);
    KeyRing active = published.activate(NOW, TTL, key -> null, Optional.empty());
    store(active);
    KeyRing second = reserve(active, KeySlot.B, true);
    store(second);
    KeyRing ring = second.prepare(NOW, TTL);
    store(ring);
    return ring;
  }

  private KeyRing publish(KeyRing ring, KeySlot slot) {
    return reserve(ring, slot, true).prepare(NOW, TTL);
  }

  private KeyRing reserve(KeyRing ring, KeySlot slot, boolean stored) {
    GeneratedKey key = SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());
    if (stored) {
      slots.put(slot, new SlotFile("uid", key.kid(), key.alg(), key.privateJwk()));
    }
    return ring.reserve(
        new Reservation(slot, key.kid(), KeyParameters.of(key.alg()), key.publicJwk()));
  }

  private void store(KeyRing ring) {
    history.stored(
        RingCodec.write(ring),
        Optional.of(ring.publicJwks()).filter(keys -> !keys.isEmpty()).map(JwkSets::render));
  }

  private void assertViolated(String what) {
    assertTrue(
        history.violations().stream().anyMatch(each -> each.contains(what)),
        () -> "not seen: " + what + " in " + history.violations());
  }

  private static IssuerState loaded(String owner, long epoch, List<String> kids) {
    return new IssuerState("login-1", owner, epoch, kids, null, null, null, true, "test");
  }
}
