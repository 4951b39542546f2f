package io.jotgate.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public record of one key in the ring. It says where the private half lies but never holds it.
 *
 * @param kid RFC 7638 thumbprint; never given to another key
 * @param parameters algorithm and size; never change for a kid
 * @param slot where the private half lies, or lay before the key was demoted
 * @param state where the key stands in its life
 * @param publicJwk canonical JSON text of the public JWK, with kid, alg and use
 * @param publishedEpoch the first epoch of the ring that publishes the key
 * @param publishedAt when that epoch was written
 * @param servedSince when every issuer pod was known to serve the key; null until then
 * @param activatedAt when the key began to sign; null for a key that never did
 * @param demotedAt when the key stopped signing; set exactly in RETIRING
 * @param demotionAcknowledgedAt when every issuer pod was known to sign with it no longer
 * @param removeAt earliest removal as computed when that was known; later facts only move it back
 * @param maxTtl largest token lifetime allowed at any time while the key could sign; never lowered
 *     once it signs
 */
public record SigningKey(
    String kid,
    KeyParameters parameters,
    KeySlot slot,
    KeyState state,
    String publicJwk,
    long publishedEpoch,
    Instant publishedAt,
    @Nullable Instant servedSince,
    @Nullable Instant activatedAt,
    @Nullable Instant demotedAt,
    @Nullable Instant demotionAcknowledgedAt,
    @Nullable Instant removeAt,
    Duration maxTtl) {

  /** Refuses a record whose times do not fit its state. */
  public SigningKey {
    KeyChecks.kid(kid);
    KeyChecks.publicJwk(publicJwk);
    KeyChecks.require(
        publishedEpoch >= 1 && publishedEpoch <= KeyRing.MAX_EPOCH,
        "the epoch of publication lies between 1 and " + KeyRing.MAX_EPOCH);
    KeyChecks.require(maxTtl.isPositive(), "the largest token lifetime is positive");
    switch (state) {
      case PREPARED ->
          KeyChecks.require(activatedAt == null, "a prepared key has never been active");
      case ACTIVE ->
          KeyChecks.require(activatedAt != null, "an active key says since when it is active");
      case RETIRING ->
          KeyChecks.require(demotedAt != null, "a retiring key says since when it retires");
    }
    KeyChecks.require(
        state == KeyState.RETIRING
            || (demotedAt == null && demotionAcknowledgedAt == null && removeAt == null),
        "only a retiring key has been demoted");
  }

  /** Its JWS algorithm. */
  public String alg() {
    return parameters.alg();
  }

  /** A key as it is published first. */
  static SigningKey prepared(Reservation reserved, long epoch, Instant now, Duration maxTtl) {
    return new SigningKey(
        reserved.kid(),
        reserved.parameters(),
        reserved.slot(),
        KeyState.PREPARED,
        reserved.publicJwk(),
        epoch,
        now,
        null,
        null,
        null,
        null,
        null,
        maxTtl);
  }

  /** Every time of something that has happened to it. */
  Stream<Instant> pastInstants() {
    return Stream.of(publishedAt, servedSince, activatedAt, demotedAt, demotionAcknowledgedAt)
        .flatMap(Stream::ofNullable);
  }

  SigningKey served(Instant now) {
    return copy(state, now, activatedAt, demotedAt, demotionAcknowledgedAt, removeAt, maxTtl);
  }

  SigningKey activated(Instant now, Duration allowedTtl) {
    return copy(KeyState.ACTIVE, servedSince, now, null, null, null, allowedTtl);
  }

  SigningKey demoted(Instant now, @Nullable Instant earliestRemoval, Duration allowedTtl) {
    return copy(
        KeyState.RETIRING, servedSince, activatedAt, now, null, earliestRemoval, allowedTtl);
  }

  SigningKey demotionAcknowledged(Instant now, Instant earliestRemoval) {
    return copy(state, servedSince, activatedAt, demotedAt, now, earliestRemoval, maxTtl);
  }

  /** Of two records of this key, which retires in both, the one whose tokens are valid longer. */
  SigningKey demotedLast(SigningKey other) {
    boolean later = Situation.demotedAt(other).isAfter(Situation.demotedAt(this));
    return (later ? other : this)
        .withMaxTtl(maxTtl.compareTo(other.maxTtl) >= 0 ? maxTtl : other.maxTtl);
  }

  SigningKey withMaxTtl(Duration allowedTtl) {
    return copy(
        state, servedSince, activatedAt, demotedAt, demotionAcknowledgedAt, removeAt, allowedTtl);
  }

  private SigningKey copy(
      KeyState newState,
      @Nullable Instant served,
      @Nullable Instant active,
      @Nullable Instant demoted,
      @Nullable Instant acknowledged,
      @Nullable Instant removal,
      Duration ttl) {
    return new SigningKey(
        kid,
        parameters,
        slot,
        newState,
        publicJwk,
        publishedEpoch,
        publishedAt,
        served,
        active,
        demoted,
        acknowledged,
        removal,
        ttl);
  }
}
