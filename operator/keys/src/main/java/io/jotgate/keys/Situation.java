package io.jotgate.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ring seen together with the policy, the facts and the time: the questions of the planner. */
record Situation(KeyRing ring, RotationPolicy policy, RotationFacts facts, Instant now) {

  /**
   * The time to record for what is seen now: rounded up, because every wait that starts at a
   * recorded time must not be shorter than the real one.
   */
  Instant recorded() {
    Instant whole = now.truncatedTo(ChronoUnit.SECONDS);
    return whole.equals(now) ? now : whole.plusSeconds(1);
  }

  boolean ownerChanged() {
    return !ring.ownerUid().equals(facts.ownerUid());
  }

  /** The copy in the status if it is later than the ring, which then is an old one. */
  Optional<KeyRing> laterCopy() {
    return facts
        .recoveryCopy()
        .filter(c -> c.ownerUid().equals(facts.ownerUid()) && c.epoch() > ring.epoch());
  }

  /**
   * Whether the copy in the status does not know the key yet. Were the ring lost then, tokens of
   * the key would be refused.
   */
  boolean copyLacks(SigningKey key) {
    return facts
        .recoveryCopy()
        .filter(c -> c.ownerUid().equals(facts.ownerUid()) && c.find(key.kid()).isEmpty())
        .isPresent();
  }

  boolean restored() {
    return facts.highestEpoch() > ring.epoch() || laterCopy().isPresent();
  }

  /** Why the clock cannot be trusted, if so: then nothing that depends on time is decided. */
  Optional<Blocked> clockWrong() {
    return ClockCheck.skew(policy, facts).or(() -> ClockCheck.behind(this));
  }

  /**
   * The same where no token is issued unless something is done, as after a revocation: then a
   * recorded time that has not come is not waited for, which may take years, if the API server
   * confirms the clock.
   */
  Optional<Blocked> clockUnconfirmed() {
    return facts.clockOffset().isPresent() ? ClockCheck.skew(policy, facts) : clockWrong();
  }

  /** Whether no key signs although one has, or may have. */
  boolean nobodySigns() {
    return ring.active().isEmpty() && ring.hasServed();
  }

  /** Whether the private half of this key lies where the ring says. */
  boolean stored(SigningKey key) {
    return facts.holds(key.slot(), key.kid());
  }

  /**
   * The prepared key if it could sign: stored, of the wanted algorithm, its slot not claimed, and
   * its waits do not begin at a time that is yet to come.
   */
  Optional<SigningKey> usablePrepared() {
    Reservation claimed = ring.reservation();
    return ring.prepared()
        .filter(this::stored)
        .filter(k -> k.parameters().equals(policy.key()))
        .filter(k -> !ClockCheck.isYetToCome(this, k))
        .filter(k -> claimed == null || claimed.slot() != k.slot());
  }

  /** The reserved key if its private half is stored. */
  Optional<Reservation> storedReservation() {
    return Optional.ofNullable(ring.reservation())
        .filter(r -> r.parameters().equals(policy.key()) && facts.holds(r.slot(), r.kid()));
  }

  boolean activeLost() {
    return ring.active().filter(k -> !stored(k)).isPresent();
  }

  /** The slot for the next key: never that of the active one. */
  KeySlot freeSlot() {
    return ring.active()
        .map(k -> k.slot().other())
        .or(() -> ring.prepared().map(SigningKey::slot))
        .orElse(KeySlot.A);
  }

  /** Whether one more key may be published; a prepared one would be replaced. */
  boolean roomForNextKey() {
    if (ring.prepared().isPresent()) {
      return true;
    }
    int most = ring.active().isPresent() ? 2 + mostRetiring() : KeyRing.MAX_KEYS;
    return ring.keys().size() < most;
  }

  int mostRetiring() {
    return policy.mostRetiring(
        ring.keys().stream()
            .map(SigningKey::maxTtl)
            .max(Comparator.naturalOrder())
            .filter(ttl -> ttl.compareTo(policy.maxTtl()) > 0)
            .orElse(policy.maxTtl()));
  }

  /**
   * Until when the demoted private half stays stored, for a pod that starts from the files of the
   * epoch before: until nobody is behind, at most the delay of a mount. Nothing if it may go now.
   */
  Optional<Instant> slotHeldUntil() {
    if (ring.active().isEmpty() || facts.podsBehind(ring.epoch()).isEmpty()) {
      return Optional.empty();
    }
    return ring.retiring().stream()
        .filter(k -> k.slot() == freeSlot() && k.demotionAcknowledgedAt() == null)
        .map(k -> demotedAt(k).plus(policy.mountDelay()))
        .filter(now::isBefore)
        .max(Comparator.naturalOrder());
  }

  /** Retiring keys whose retention has not begun because their demotion is not acknowledged. */
  List<SigningKey> demotionsPending() {
    return switch (policy.activation()) {
      case WHEN_PROPAGATED ->
          ring.retiring().stream().filter(k -> k.demotionAcknowledgedAt() == null).toList();
      case AFTER_DELAY -> List.of();
    };
  }

  /** When a key may be removed; nothing while its retention has not begun. */
  Optional<Instant> removableAt(SigningKey key) {
    Instant acknowledged = key.demotionAcknowledgedAt();
    Optional<Instant> begin =
        switch (policy.activation()) {
          case WHEN_PROPAGATED -> Optional.ofNullable(acknowledged);
          case AFTER_DELAY ->
              Optional.ofNullable(acknowledged).or(() -> Optional.of(demotedAt(key)));
        };
    Stream<Instant> recordedBefore = Stream.ofNullable(key.removeAt());
    return begin.flatMap(
        from ->
            Stream.concat(recordedBefore, Stream.of(from.plus(policy.retain(key.maxTtl()))))
                .max(Comparator.naturalOrder()));
  }

  /** The retiring keys that go next, soonest first; the last that has signed is not among them. */
  Stream<SigningKey> removable() {
    boolean another = ring.active().isPresent() || ring.retiring().size() > 1;
    return ring.retiring().stream()
        .filter(k -> another && removableAt(k).isPresent())
        .sorted(Comparator.comparing(k -> removableAt(k).orElse(Instant.MAX)));
  }

  /** Earliest removal that is known at demotion already: where time alone counts. */
  @Nullable Instant removalKnownAtDemotion(SigningKey key) {
    return switch (policy.activation()) {
      case WHEN_PROPAGATED -> null;
      case AFTER_DELAY -> recorded().plus(policy.retain(key.maxTtl()));
    };
  }

  /** Id of the request that has had no effect yet. */
  Optional<String> openRequest() {
    return facts
        .requests()
        .rotate()
        .map(RotationRequest::idOf)
        .filter(id -> !ring.handledRequests().contains(id));
  }

  /** Since when the open request waits. */
  Instant openRequestSince() {
    RotationRequest pending = ring.pendingRequest();
    boolean known = openRequest().filter(this::requestRecorded).isPresent();
    return pending != null && known ? pending.seenAt() : recorded();
  }

  boolean requestRecorded(String id) {
    RotationRequest pending = ring.pendingRequest();
    return pending != null && pending.id().equals(id);
  }

  /** When to ask the pods again: soon after a change, rarely when one stays behind. */
  Instant nextPoll(Instant changedAt) {
    boolean recent = now.isBefore(changedAt.plus(policy.mountDelay()));
    return now.plus(recent ? Duration.ofSeconds(2) : Duration.ofSeconds(30));
  }

  static Instant demotedAt(SigningKey key) {
    Instant at = key.demotedAt();
    if (at == null) {
      throw new IllegalArgumentException("only a retiring key has been demoted");
    }
    return at;
  }
}
