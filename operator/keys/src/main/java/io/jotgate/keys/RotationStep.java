package io.jotgate.keys;

import java.util.List;
import java.util.Optional;

/**
 * The one thing to do next. Whoever carries it out does exactly this and then plans again from
 * fresh facts, so that a crash after any write leaves a state that the planner knows.
 */
public sealed interface RotationStep {

  /** Why, as the reason of a condition or an event. */
  Reason reason();

  /** Why, for people. */
  String message();

  /** Reasons of steps. */
  enum Reason {
    /** The ring belongs to another JwtIssuer of the same name. */
    OwnerChanged,
    /** Somebody has acknowledged an epoch above the ring's: the ring is an old one. */
    RingRestored,
    /** A key is made. */
    KeyMissing,
    /** A stored private half is gone or is not the one the ring knows. */
    PrivateKeyLost,
    /** Keys are made with another algorithm from now on. */
    AlgorithmChanged,
    /** A key is stored and can be published. */
    KeyStored,
    /** Every issuer pod serves the prepared key. */
    KeyServed,
    /** The first key of an issuer. */
    FirstKey,
    /** No key signs. */
    NoActiveKey,
    /** The interval has passed. */
    Scheduled,
    /** Somebody asked for a rotation. */
    Requested,
    /** No issuer pod signs with the demoted key. */
    DemotionAcknowledged,
    /** Tokens may live longer than the ring allows the active key. */
    TtlRaised,
    /** Nothing can be signed with the key that is still valid. */
    RetentionPassed,
    /** Somebody asked for a key to be taken back. */
    Revoked,
    /** The ring is gone and goes on from the copy in the status. */
    RingLost,
    /** No key signs, and the spec allows one to that not every verifier knows yet. */
    Emergency,
    /** Nothing is due. */
    InSync,
    /** Something is due and waits. */
    Waiting
  }

  /**
   * Nothing to do now.
   *
   * @param reason {@link Reason#InSync} or {@link Reason#Waiting}
   */
  record Wait(Reason reason, String message) implements RotationStep {}

  /**
   * Make a key: generate it, claim it in the ring with {@link #reserving} (one compare-and-swap, or
   * one creation if there was no ring), then write it to the slot with the resource version that
   * was read before the claim. After a crash in between nobody has the private half; the planner
   * asks for another key, which replaces the reservation.
   *
   * @param slot where the private half goes
   * @param parameters algorithm and size of the new key
   * @param ring the ring as it was read, or a new one
   */
  record GenerateKey(
      KeySlot slot, KeyParameters parameters, KeyRing ring, Reason reason, String message)
      implements RotationStep {
    /**
     * The ring to write before the private half.
     *
     * @param kid RFC 7638 thumbprint of the generated key
     * @param publicJwk canonical text of its public half
     */
    public KeyRing reserving(String kid, String publicJwk) {
      return ring.reserve(new Reservation(slot, kid, parameters, publicJwk));
    }
  }

  /** One compare-and-swap of the ring. */
  sealed interface RingStep extends RotationStep {
    /** The ring to write. */
    KeyRing next();
  }

  /** All keys only verify from now on, above every epoch known. */
  record RestartRing(KeyRing next, Reason reason, String message) implements RingStep {}

  /** The ring goes on from the copy in the status, above every epoch that it may have reached. */
  record RecoverRing(KeyRing next, Reason reason, String message) implements RingStep {}

  /**
   * Keys are no longer published and never come back.
   *
   * @param kids the keys, sorted
   */
  record RevokeKeys(KeyRing next, List<String> kids, Reason reason, String message)
      implements RingStep {
    /** Copies the kids. */
    public RevokeKeys {
      kids = List.copyOf(kids);
    }
  }

  /** The reserved and stored key is published as PREPARED; one prepared before is withdrawn. */
  record PublishKey(KeyRing next, String kid, Reason reason, String message) implements RingStep {}

  /** The time since which every issuer pod serves the prepared key is recorded. */
  record RecordServed(KeyRing next, String kid, Reason reason, String message)
      implements RingStep {}

  /**
   * The prepared key signs, the active one retires.
   *
   * @param kid the key that signs now
   * @param demoted the key that did until now, if there was one
   * @param leftBehind who had not acknowledged the key when its time was up
   */
  record ActivateKey(
      KeyRing next,
      String kid,
      Optional<String> demoted,
      List<String> leftBehind,
      Reason reason,
      String message)
      implements RingStep {}

  /** The time since which nobody signs with a retiring key is recorded. */
  record RecordDemotion(KeyRing next, Reason reason, String message) implements RingStep {}

  /** The ring allows longer tokens of the active key; replicas follow when they have loaded it. */
  record RaiseMaxTtl(KeyRing next, Reason reason, String message) implements RingStep {}

  /** A retiring key is no longer published. */
  record RemoveKey(KeyRing next, String kid, Reason reason, String message) implements RingStep {}

  /** A request to rotate that cannot be met yet is recorded with its time. */
  record RecordRequest(KeyRing next, Reason reason, String message) implements RingStep {}
}
