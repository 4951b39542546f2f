package io.jotgate.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public state of all keys of one issuer: the single source of truth. Every change is one
 * compare-and-swap of the whole ring.
 *
 * <p>A ring is changed only through the methods below. None of them skips a state or goes back,
 * none leaves an issuer that has served without a published key, and a kid that has left never
 * returns through them. What replicas or verifiers must load raises the epoch by one (prepare,
 * activate, raiseMaxTtl, remove) or above every epoch known (restart); bookkeeping (reserve,
 * served, demotionAcknowledged, requested) does not.
 *
 * @param ownerUid uid of the JwtIssuer to which the ring belongs
 * @param epoch counts what replicas and verifiers have to load, 1 to {@link #MAX_EPOCH}
 * @param keys all published keys in order of publication
 * @param reservation the key that is being made, if any
 * @param pendingRequest the request to rotate that waits, if any
 * @param handledRequests ids of the requests that had their effect, newest last
 * @param tombstones revoked kids, sorted by kid
 */
public record KeyRing(
    String ownerUid,
    long epoch,
    List<SigningKey> keys,
    @Nullable Reservation reservation,
    @Nullable RotationRequest pendingRequest,
    List<String> handledRequests,
    List<Tombstone> tombstones) {

  /** Highest epoch; far above what any issuer reaches, and exact in every JSON reader. */
  public static final long MAX_EPOCH = 1L << 48;

  /** Most keys that a ring may publish, a bound for what restores and re-creations pile up. */
  public static final int MAX_KEYS = 48;

  /** Most handled requests that are remembered. */
  public static final int MAX_HANDLED_REQUESTS = 16;

  private static final int MAX_JWKS_CHARACTERS = 48_000;

  /** Sorts what has no order of its own and refuses a ring that breaks an invariant. */
  public KeyRing {
    keys =
        keys.stream()
            .sorted(
                Comparator.comparingLong(SigningKey::publishedEpoch).thenComparing(SigningKey::kid))
            .toList();
    handledRequests = List.copyOf(handledRequests);
    tombstones = tombstones.stream().sorted(Comparator.comparing(Tombstone::kid)).toList();
    KeyChecks.require(
        !ownerUid.isBlank() && ownerUid.length() <= 128, "a ring names the uid of its owner");
    KeyChecks.require(epoch >= 1 && epoch <= MAX_EPOCH, "an epoch lies between 1 and " + MAX_EPOCH);
    checkKeys(keys, epoch);
    checkKids(keys, reservation, tombstones);
    checkSlots(keys, reservation);
    checkRequests(handledRequests);
  }

  /**
   * A ring without keys for an issuer that has never served.
   *
   * @param highestKnownEpoch highest epoch that anybody has acknowledged under this name, 0 if none
   */
  public static KeyRing create(String ownerUid, long highestKnownEpoch) {
    return new KeyRing(
        ownerUid, highestKnownEpoch + 1, List.of(), null, null, List.of(), List.of());
  }

  /** The key that signs, if there is one. */
  public Optional<SigningKey> active() {
    return inState(KeyState.ACTIVE).findFirst();
  }

  /** The key that signs next, if there is one. */
  public Optional<SigningKey> prepared() {
    return inState(KeyState.PREPARED).findFirst();
  }

  /** Keys that only verify, in order of publication. */
  public List<SigningKey> retiring() {
    return inState(KeyState.RETIRING).toList();
  }

  /** Whether a key of this ring may ever have signed. Once true it stays true. */
  public boolean hasServed() {
    return !tombstones.isEmpty() || keys.stream().anyMatch(k -> k.state() != KeyState.PREPARED);
  }

  /** Public JWK texts in order of publication, what the JWK set holds. */
  public List<String> publicJwks() {
    return keys.stream().map(SigningKey::publicJwk).toList();
  }

  /** Latest time that the ring records: no honest clock reads much less than this. */
  public Instant latestRecordedInstant() {
    return Stream.concat(
            keys.stream().flatMap(KeyRing::pastInstants),
            Stream.ofNullable(pendingRequest).map(RotationRequest::seenAt))
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /**
   * Claims the identity of a key before its private half is stored. An earlier reservation, whose
   * key was never published, is forgotten.
   *
   * @throws IllegalArgumentException if the slot is that of the active key or the kid is known
   */
  public KeyRing reserve(Reservation claimed) {
    return new KeyRing(ownerUid, epoch, keys, claimed, pendingRequest, handledRequests, tombstones);
  }

  /**
   * Publishes the reserved key. A key that was prepared before is withdrawn: it has never signed.
   *
   * @throws IllegalStateException if nothing is reserved
   */
  public KeyRing prepare(Instant now, Duration maxTtl) {
    Reservation reserved = reservation;
    if (reserved == null) {
      throw new IllegalStateException("only a reserved key can be published");
    }
    List<SigningKey> next = new ArrayList<>(keys);
    next.removeIf(k -> k.state() == KeyState.PREPARED);
    next.add(SigningKey.prepared(reserved, epoch + 1, now, maxTtl));
    return new KeyRing(
        ownerUid, epoch + 1, next, null, pendingRequest, handledRequests, tombstones);
  }

  /** Records that every issuer pod serves the prepared key. */
  public KeyRing served(Instant now) {
    SigningKey key = required(KeyState.PREPARED);
    return withKeys(epoch, replacing(key, key.served(now)));
  }

  /**
   * Makes the prepared key sign and demotes the active one in the same step. A reservation was for
   * the slot that is taken now and is forgotten.
   *
   * @param maxTtl largest token lifetime of the key that signs from now on
   * @param earliestRemoval gives the earliest removal of the demoted key, null if only an
   *     acknowledgement can start its retention
   * @param requestId the request to rotate that has its effect with this, if any
   * @throws IllegalStateException if no key is prepared
   */
  public KeyRing activate(
      Instant now,
      Duration maxTtl,
      Function<SigningKey, @Nullable Instant> earliestRemoval,
      Optional<String> requestId) {
    SigningKey next = required(KeyState.PREPARED);
    List<SigningKey> changed =
        keys.stream()
            .map(
                k ->
                    switch (k.state()) {
                      case PREPARED -> next.activated(now, maxTtl);
                      case ACTIVE -> k.demoted(now, earliestRemoval.apply(k), k.maxTtl());
                      case RETIRING -> k;
                    })
            .toList();
    return new KeyRing(
        ownerUid, epoch + 1, changed, null, null, withHandled(requestId), tombstones);
  }

  /**
   * Raises the largest token lifetime of the active key. Replicas allow a longer lifetime only once
   * they have loaded the ring that says so.
   */
  public KeyRing raiseMaxTtl(Duration maxTtl) {
    SigningKey key = required(KeyState.ACTIVE);
    KeyChecks.require(
        maxTtl.compareTo(key.maxTtl()) > 0, "the largest lifetime of a key is never lowered");
    return withKeys(epoch + 1, replacing(key, key.withMaxTtl(maxTtl)));
  }

  /** Records that no issuer pod signs with a retiring key any longer, for each that lacks it. */
  public KeyRing demotionAcknowledged(Instant now, Function<SigningKey, Instant> earliestRemoval) {
    UnaryOperator<SigningKey> acknowledge =
        k ->
            k.state() == KeyState.RETIRING && k.demotionAcknowledgedAt() == null
                ? k.demotionAcknowledged(now, earliestRemoval.apply(k))
                : k;
    return withKeys(epoch, keys.stream().map(acknowledge).toList());
  }

  /**
   * Removes a retiring key.
   *
   * @throws IllegalArgumentException if the key is not retiring, or if nothing but it shows that
   *     the issuer has served: then a key published just now would pass for the first one
   */
  public KeyRing remove(String kid) {
    SigningKey key = find(kid).orElseThrow(() -> new IllegalArgumentException("unknown kid"));
    KeyChecks.require(key.state() == KeyState.RETIRING, "only a retiring key is removed");
    KeyChecks.require(
        keys.stream().anyMatch(k -> !k.kid().equals(kid) && k.state() != KeyState.PREPARED),
        "the last key that has signed stays until another one signs");
    return withKeys(epoch + 1, keys.stream().filter(k -> !k.kid().equals(kid)).toList());
  }

  /** Records a request to rotate that has to wait. */
  public KeyRing requested(RotationRequest request) {
    return new KeyRing(ownerUid, epoch, keys, reservation, request, handledRequests, tombstones);
  }

  /**
   * Begins again above every known epoch, for a re-created issuer or after a restore: all keys
   * verify and none signs, because nobody knows what happened to them in between.
   *
   * @param newOwnerUid uid of the JwtIssuer that goes on
   * @param highestKnownEpoch highest epoch that anybody has acknowledged
   * @param maxTtl largest lifetime that tokens of these keys may have had
   */
  public KeyRing restart(String newOwnerUid, long highestKnownEpoch, Instant now, Duration maxTtl) {
    UnaryOperator<SigningKey> demote =
        k -> k.state() == KeyState.RETIRING ? k : k.demoted(now, null, longer(k.maxTtl(), maxTtl));
    return new KeyRing(
        newOwnerUid,
        Math.max(epoch, highestKnownEpoch) + 1,
        keys.stream().map(demote).toList(),
        null,
        null,
        handledRequests,
        tombstones);
  }

  /** The key with this kid, if the ring publishes it. */
  public Optional<SigningKey> find(String kid) {
    return keys.stream().filter(k -> k.kid().equals(kid)).findFirst();
  }

  private Stream<SigningKey> inState(KeyState state) {
    return keys.stream().filter(k -> k.state() == state);
  }

  private SigningKey required(KeyState state) {
    return inState(state)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the ring has no key in state " + state));
  }

  private List<SigningKey> replacing(SigningKey old, SigningKey changed) {
    return keys.stream().map(k -> k.equals(old) ? changed : k).toList();
  }

  private KeyRing withKeys(long newEpoch, List<SigningKey> changed) {
    return new KeyRing(
        ownerUid, newEpoch, changed, reservation, pendingRequest, handledRequests, tombstones);
  }

  private List<String> withHandled(Optional<String> requestId) {
    List<String> handled = new ArrayList<>(handledRequests);
    requestId.ifPresent(
        id -> {
          handled.remove(id);
          handled.add(id);
        });
    return handled.subList(Math.max(0, handled.size() - MAX_HANDLED_REQUESTS), handled.size());
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Stream<Instant> pastInstants(SigningKey key) {
    return Stream.of(
            Optional.of(key.publishedAt()),
            Optional.ofNullable(key.servedSince()),
            Optional.ofNullable(key.activatedAt()),
            Optional.ofNullable(key.demotedAt()),
            Optional.ofNullable(key.demotionAcknowledgedAt()))
        .flatMap(Optional::stream);
  }

  private static void checkKeys(List<SigningKey> keys, long epoch) {
    KeyChecks.require(keys.size() <= MAX_KEYS, "a ring holds at most " + MAX_KEYS + " keys");
    KeyChecks.require(
        keys.stream().mapToInt(k -> k.publicJwk().length() + 1).sum() <= MAX_JWKS_CHARACTERS,
        "the JWK set stays under 48 kB");
    KeyChecks.require(
        keys.stream().allMatch(k -> k.publishedEpoch() <= epoch),
        "no key was published after the epoch of the ring");
    for (KeyState single : List.of(KeyState.PREPARED, KeyState.ACTIVE)) {
      KeyChecks.require(
          keys.stream().filter(k -> k.state() == single).count() <= 1,
          "at most one key is " + single);
    }
  }

  private static void checkKids(
      List<SigningKey> keys, @Nullable Reservation reservation, List<Tombstone> tombstones) {
    Set<String> seen = new HashSet<>();
    Stream<String> kids =
        Stream.of(
                tombstones.stream().map(Tombstone::kid),
                keys.stream().map(SigningKey::kid),
                Stream.ofNullable(reservation).map(Reservation::kid))
            .flatMap(Function.identity());
    KeyChecks.require(kids.allMatch(seen::add), "a kid belongs to one key and is never used again");
  }

  private static void checkSlots(List<SigningKey> keys, @Nullable Reservation reservation) {
    Optional<KeySlot> active = slotOf(keys, KeyState.ACTIVE);
    KeyChecks.require(
        active.isEmpty() || !active.equals(slotOf(keys, KeyState.PREPARED)),
        "the active and the prepared key lie in different slots");
    KeyChecks.require(
        reservation == null || active.isEmpty() || active.get() != reservation.slot(),
        "the slot of the active key cannot be reserved");
  }

  private static Optional<KeySlot> slotOf(List<SigningKey> keys, KeyState state) {
    return keys.stream().filter(k -> k.state() == state).map(SigningKey::slot).findFirst();
  }

  private static void checkRequests(List<String> handled) {
    handled.forEach(KeyChecks::requestId);
    KeyChecks.require(
        handled.size() <= MAX_HANDLED_REQUESTS && Set.copyOf(handled).size() == handled.size(),
        "at most " + MAX_HANDLED_REQUESTS + " different handled requests are kept");
  }
}
