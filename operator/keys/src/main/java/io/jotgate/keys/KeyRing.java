package io.jotgate.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public state of all keys of one issuer: the single source of truth. Every change is one
 * compare-and-swap of the whole ring.
 *
 * <p>A ring is changed only through the methods below. None of them skips a state or goes back,
 * none leaves an issuer that has served without a published key, and a kid that has left never
 * returns through them. What replicas or verifiers must load raises the epoch by one (prepare,
 * activate, raiseMaxTtl, remove, revoke) or above every epoch known (restart, recovered);
 * bookkeeping (reserve, served, demotionAcknowledged, requested) does not.
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

  /** The first epoch of an issuer. Its set is empty, so nobody verifies with it. */
  private static final long EPOCH_WITHOUT_KEYS = 1;

  /** Most keys that a ring may publish, a bound for what restores and re-creations pile up. */
  public static final int MAX_KEYS = 48;

  /** Most handled requests of one kind that are remembered. */
  static final int MAX_HANDLED_OF_A_KIND = 16;

  /** Most handled requests that are remembered: to rotate, and to revoke. */
  public static final int MAX_HANDLED_REQUESTS = 2 * MAX_HANDLED_OF_A_KIND;

  /** Most revoked kids that are remembered; beyond that the oldest is forgotten. */
  public static final int MAX_TOMBSTONES = 1024;

  /**
   * How far a recovered or restarted ring is above every epoch that is known of the one before:
   * more than a reconcile writes before its status. A pod that did not answer may have loaded what
   * nobody else knows of, and must not pass for one that has loaded the new ring.
   */
  static final int RECOVERY_GAP = 64;

  /** Sorts what has no order of its own and refuses a ring that breaks an invariant. */
  public KeyRing {
    keys =
        keys.stream()
            .sorted(
                Comparator.comparingLong(SigningKey::publishedEpoch).thenComparing(SigningKey::kid))
            .toList();
    handledRequests = List.copyOf(handledRequests);
    tombstones = tombstones.stream().sorted(Comparator.comparing(Tombstone::kid)).toList();
    RingChecks.owner(ownerUid, epoch);
    RingChecks.keys(keys, epoch);
    RingChecks.kids(keys, reservation, tombstones);
    RingChecks.slots(keys, reservation);
    RingChecks.requests(handledRequests);
    RingChecks.tombstones(tombstones);
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

  /**
   * Whether a key of this ring may ever have signed, or verifiers may hold a set that is not this
   * one: also when the ring begins above an epoch that had a key. Once true it stays true.
   */
  public boolean hasServed() {
    return !tombstones.isEmpty()
        || keys.stream().anyMatch(k -> k.state() != KeyState.PREPARED)
        || epoch - keys.size() > EPOCH_WITHOUT_KEYS + 1;
  }

  /** Public JWK texts in order of publication, what the JWK set holds. */
  public List<String> publicJwks() {
    return keys.stream().map(SigningKey::publicJwk).toList();
  }

  /** Latest time that the ring records: no honest clock reads much less than this. */
  public Instant latestRecordedInstant() {
    return Stream.concat(
            keys.stream().flatMap(SigningKey::pastInstants),
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
   * If it was to be the first of the issuer, its tombstone says that verifiers may hold a set
   * without the one that follows, which therefore waits like any other.
   *
   * @throws IllegalStateException if nothing is reserved
   */
  public KeyRing prepare(Instant now, Duration maxTtl) {
    Reservation reserved = reservation;
    if (reserved == null) {
      throw new IllegalStateException("only a reserved key can be published");
    }
    Optional<String> withdrawn = prepared().map(SigningKey::kid);
    List<SigningKey> next = new ArrayList<>(keys);
    next.removeIf(k -> k.state() == KeyState.PREPARED);
    next.add(SigningKey.prepared(reserved, epoch + 1, now, maxTtl));
    return new KeyRing(
        ownerUid,
        epoch + 1,
        next,
        null,
        pendingRequest,
        handledRequests,
        hasServed() || withdrawn.isEmpty()
            ? tombstones
            : withTombstones(Set.of(withdrawn.get()), now));
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

  /**
   * Takes keys back at once, whatever their state, and remembers that they never come back.
   *
   * @param kids published or reserved keys
   * @param requestId the request that has its effect with this; nothing while it has only a part
   * @throws IllegalArgumentException if no key would be published: an empty set makes verifiers go
   *     on with the old one
   */
  public KeyRing revoke(Set<String> kids, Instant now, Optional<String> requestId) {
    List<SigningKey> left = keys.stream().filter(k -> !kids.contains(k.kid())).toList();
    KeyChecks.require(
        !left.isEmpty(), "the last published key is revoked when another replaces it");
    Reservation kept = reservation == null || kids.contains(reservation.kid()) ? null : reservation;
    return new KeyRing(
        ownerUid,
        epoch + 1,
        left,
        kept,
        pendingRequest,
        withHandled(requestId),
        withTombstones(kids, now));
  }

  /**
   * Takes every published key back and publishes the reserved one in the same step.
   *
   * @throws IllegalStateException if nothing is reserved
   */
  public KeyRing replaceAll(Instant now, Duration maxTtl, Optional<String> requestId) {
    Reservation reserved = reservation;
    if (reserved == null) {
      throw new IllegalStateException("only a reserved key can be published");
    }
    Set<String> all = keys.stream().map(SigningKey::kid).collect(Collectors.toUnmodifiableSet());
    return new KeyRing(
        ownerUid,
        epoch + 1,
        List.of(SigningKey.prepared(reserved, epoch + 1, now, maxTtl)),
        null,
        pendingRequest,
        withHandled(requestId),
        withTombstones(all, now));
  }

  /** Records a request to rotate that has to wait. */
  public KeyRing requested(RotationRequest request) {
    return new KeyRing(ownerUid, epoch, keys, reservation, request, handledRequests, tombstones);
  }

  /**
   * Begins again far above every known epoch, for a re-created issuer or after a restore: all keys
   * verify and none signs, because nobody knows what happened to them in between.
   *
   * @param newOwnerUid uid of the JwtIssuer that goes on
   * @param highestKnownEpoch highest epoch that anybody has acknowledged
   * @param maxTtl largest lifetime that tokens of these keys may have had
   * @param copy a later copy of the ring, if there is one: its keys are kept as well, and what it
   *     says is revoked stays out. A key that either of them lets sign may have signed until now
   */
  public KeyRing restart(
      String newOwnerUid,
      long highestKnownEpoch,
      Instant now,
      Duration maxTtl,
      Optional<KeyRing> copy) {
    List<Tombstone> revoked =
        Tombstone.newest(
            Stream.concat(
                tombstones.stream(), copy.stream().flatMap(c -> c.tombstones().stream())));
    Set<String> out = revoked.stream().map(Tombstone::kid).collect(Collectors.toUnmodifiableSet());
    Map<String, SigningKey> kept = new TreeMap<>();
    Stream.concat(copy.stream().flatMap(c -> c.keys().stream()), keys.stream())
        .filter(k -> !out.contains(k.kid()))
        .map(k -> k.state() == KeyState.RETIRING ? k : k.demoted(now, null, longer(k, maxTtl)))
        .forEach(k -> kept.merge(k.kid(), k, SigningKey::demotedLast));
    return new KeyRing(
        newOwnerUid,
        Math.max(epoch, Math.max(highestKnownEpoch, copy.map(KeyRing::epoch).orElse(0L)))
            + RECOVERY_GAP,
        List.copyOf(kept.values()),
        null,
        null,
        copy.map(KeyRing::handledRequests).orElse(handledRequests),
        revoked);
  }

  /**
   * The ring to go on with when all that is left of it is this copy: the same keys in the same
   * states, above every epoch that the lost one may have reached.
   */
  public KeyRing recovered() {
    return new KeyRing(
        ownerUid, epoch + RECOVERY_GAP, keys, null, pendingRequest, handledRequests, tombstones);
  }

  /** The key with this kid, if the ring publishes it. */
  public Optional<SigningKey> find(String kid) {
    return keys.stream().filter(k -> k.kid().equals(kid)).findFirst();
  }

  /** Kids that are published or reserved. */
  List<String> knownKids() {
    return Stream.concat(
            keys.stream().map(SigningKey::kid),
            Stream.ofNullable(reservation).map(Reservation::kid))
        .toList();
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
    return requestId.map(id -> HandledRequests.with(handledRequests, id)).orElse(handledRequests);
  }

  private List<Tombstone> withTombstones(Set<String> kids, Instant now) {
    return Tombstone.newest(
        Stream.concat(tombstones.stream(), kids.stream().map(kid -> new Tombstone(kid, now))));
  }

  private static Duration longer(SigningKey key, Duration ttl) {
    return key.maxTtl().compareTo(ttl) >= 0 ? key.maxTtl() : ttl;
  }
}
