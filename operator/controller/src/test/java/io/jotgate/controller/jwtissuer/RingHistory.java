package io.jotgate.controller.jwtissuer;

import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.Tombstone;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.PublicJwk;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every ring of one issuer that was ever stored, and what is wrong with the way from each to the
 * next. Knows what the design promises of a ring, and nothing of how the planner keeps it.
 */
final class RingHistory {
  private static final int MAX_JWKS_BYTES = 48_000;

  private final Function<KeySlot, Optional<SlotFile>> slots;
  private final Clock clock;
  private final int mostKeys;
  private final Map<String, String> publicHalves = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  /** Keys of an issuer of the same name before this one. */
  private final Set<String> inherited = new HashSet<>();

  private final Map<String, Heard> pods = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private Optional<KeyRing> last = Optional.empty();
  private int length;
  private long asked;

  /** The last question to pods that have ended. */
  private long pastPods;

  /** What a pod said to a question. */
  private record Heard(IssuerState state, long when) {
    /** Of one issuer the higher epoch, else the answer to the later question. */
    Heard later(Heard other) {
      boolean comparable =
          Objects.equals(state.ringOwnerUid(), other.state.ringOwnerUid())
              && state.ringEpoch() != other.state.ringEpoch();
      boolean otherIsLater =
          comparable ? other.state.ringEpoch() > state.ringEpoch() : other.when > when;
      return otherIsLater ? other : this;
    }
  }

  /**
   * A history that begins with nothing.
   *
   * @param slots reads what is stored in a slot now
   * @param mostKeys how many keys an issuer may have at once
   */
  RingHistory(Function<KeySlot, Optional<SlotFile>> slots, Clock clock, int mostKeys) {
    this.slots = slots;
    this.clock = clock;
    this.mostKeys = mostKeys;
  }

  /** Before a pod is asked: what to hand to {@link #answered} with its answer. */
  synchronized long asks() {
    return ++asked;
  }

  /**
   * A pod has told what it has loaded. What a pod said that is gone, and what is overtaken by a
   * later answer, does not count: on a busy machine an answer may arrive long after it was given.
   */
  synchronized void answered(IssuerState state, long when) {
    if (when > pastPods) {
      pods.merge(state.pod(), new Heard(state, when), Heard::later);
    }
  }

  /** All pods have ended, and none of them answers a question that is asked from now on. */
  synchronized void podsGone() {
    pastPods = asked;
    pods.clear();
  }

  /** The ring that was stored last. */
  synchronized Optional<KeyRing> last() {
    return last;
  }

  /** A ring was stored, with the JWK Set beside it. */
  synchronized void stored(String ringText, Optional<String> jwks) {
    KeyRing ring = RingCodec.read(ringText);
    length++;
    check(ring, jwks);
    ring.keys().forEach(key -> publicHalves.put(key.kid(), key.publicJwk()));
    last.ifPresent(
        before ->
            before.keys().stream()
                .map(SigningKey::kid)
                .filter(kid -> ring.find(kid).isEmpty())
                .forEach(gone::add));
    last = Optional.of(ring);
  }

  /** How many rings were stored. */
  synchronized int length() {
    return length;
  }

  /** What was wrong, one sentence each, oldest first. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  private void check(KeyRing ring, Optional<String> jwks) {
    for (KeyState single : List.of(KeyState.ACTIVE, KeyState.PREPARED)) {
      require(5, count(ring, single) <= 1, "more than one key is " + single);
    }
    last.filter(before -> !before.ownerUid().equals(ring.ownerUid()))
        .ifPresent(before -> before.keys().forEach(key -> inherited.add(key.kid())));
    long own = ring.keys().stream().filter(key -> !inherited.contains(key.kid())).count();
    require(7, own <= mostKeys, own + " keys are published");
    checkPublished(ring, jwks);
    ring.keys().forEach(key -> checkKey(ring, key));
    last.ifPresent(before -> checkStep(before, ring));
  }

  private void checkPublished(KeyRing ring, Optional<String> jwks) {
    boolean hadKeys = last.filter(before -> !before.keys().isEmpty()).isPresent();
    require(6, !hadKeys || !ring.keys().isEmpty(), "no key is published any more");
    Optional<String> expected =
        Optional.of(ring.publicJwks()).filter(keys -> !keys.isEmpty()).map(JwkSets::render);
    require(6, jwks.equals(expected), "the JWK Set is not that of the ring");
    require(6, jwks.orElse("").length() < MAX_JWKS_BYTES, "the JWK Set is too large");
    for (SigningKey key : ring.keys()) {
      try {
        PublicJwk.parse(key.publicJwk());
      } catch (InvalidJwkException invalid) {
        require(6, false, "a published key is not a public key: " + invalid.getMessage());
      }
    }
  }

  private void checkKey(KeyRing ring, SigningKey key) {
    String kid = key.kid();
    String known = publicHalves.getOrDefault(kid, key.publicJwk());
    require(3, known.equals(key.publicJwk()), "key " + kid + " became another one");
    require(3, !gone.contains(kid), "key " + kid + " came back");
    Set<String> revoked =
        ring.tombstones().stream().map(Tombstone::kid).collect(Collectors.toSet());
    require(3, !revoked.contains(kid), "key " + kid + " is revoked and published");
    Optional<KeyState> before = last.flatMap(ring1 -> ring1.find(kid)).map(SigningKey::state);
    if (before.isEmpty()) {
      require(4, key.state() == KeyState.PREPARED, "key " + kid + " begins as " + key.state());
      require(10, reserved(kid), "key " + kid + " was published without a reservation");
    }
    if (!before.equals(Optional.of(key.state())) && key.state() != KeyState.RETIRING) {
      require(8, privateHalfMatches(key), "no private half of key " + kid + ", " + key.state());
    }
    if (key.state() == KeyState.ACTIVE && !before.equals(Optional.of(KeyState.ACTIVE))) {
      checkActivation(key);
    }
  }

  private boolean reserved(String kid) {
    return last.map(KeyRing::reservation).map(Reservation::kid).filter(kid::equals).isPresent();
  }

  /** With a cache of nothing, a key may sign once every pod serves it. The first one need not. */
  private void checkActivation(SigningKey key) {
    boolean first = last.filter(KeyRing::hasServed).isEmpty();
    pods.values().stream()
        .map(Heard::state)
        .filter(pod -> !first && !pod.kids().contains(key.kid()))
        .forEach(
            pod -> require(1, false, "key " + key.kid() + " signs and " + pod.pod() + " lacks it"));
  }

  private void checkStep(KeyRing before, KeyRing after) {
    boolean sameOwner = before.ownerUid().equals(after.ownerUid());
    boolean sameContent = states(before).equals(states(after)) && sameOwner;
    require(4, after.epoch() >= before.epoch(), "the epoch went back");
    require(4, sameContent || after.epoch() > before.epoch(), "the epoch did not grow");
    require(
        3,
        after.tombstones().containsAll(before.tombstones()),
        "a revoked key is no longer known to be revoked");
    before.keys().forEach(key -> checkWay(key, after, sameOwner));
  }

  private void checkWay(SigningKey key, KeyRing after, boolean sameOwner) {
    Optional<SigningKey> next = after.find(key.kid());
    if (next.isEmpty()) {
      boolean revoked = after.tombstones().stream().anyMatch(t -> t.kid().equals(key.kid()));
      require(2, revoked || mayGo(key), "key " + key.kid() + " went too early");
      return;
    }
    KeyState state = next.get().state();
    require(4, state.compareTo(key.state()) >= 0, "key " + key.kid() + " went back to " + state);
    boolean skipped = key.state() == KeyState.PREPARED && state == KeyState.RETIRING && sameOwner;
    require(4, !skipped, "key " + key.kid() + " retires and has never signed");
    require(
        9, next.get().maxTtl().compareTo(key.maxTtl()) >= 0, "tokens of a key outlive their key");
  }

  /** A key that has never signed may go at any time, one that signs only by revocation. */
  private boolean mayGo(SigningKey key) {
    return switch (key.state()) {
      case PREPARED -> true;
      case ACTIVE -> false;
      case RETIRING ->
          Optional.ofNullable(key.removeAt())
              .filter(at -> !clock.instant().isBefore(at))
              .isPresent();
    };
  }

  private boolean privateHalfMatches(SigningKey key) {
    Optional<SlotFile> slot = slots.apply(key.slot()).filter(file -> file.kid().equals(key.kid()));
    try {
      return slot.isPresent()
          && PrivateJwk.parse(slot.get().privateJwk()).matches(PublicJwk.parse(key.publicJwk()));
    } catch (InvalidJwkException unusable) {
      return false;
    }
  }

  private static Map<String, KeyState> states(KeyRing ring) {
    return ring.keys().stream().collect(Collectors.toMap(SigningKey::kid, SigningKey::state));
  }

  private static long count(KeyRing ring, KeyState state) {
    return ring.keys().stream().filter(key -> key.state() == state).count();
  }

  private void require(int invariant, boolean holds, String otherwise) {
    if (!holds) {
      violations.add("invariant " + invariant + ", ring " + length + ": " + otherwise);
    }
  }
}
