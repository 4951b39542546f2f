package io.jotgate.keys;

import java.util.List;
import java.util.stream.Stream;

/**
 * Why a rotation does not go on: the condition RotationBlocked.
 *
 * @param reason as the reason of the condition
 * @param message for people: what it waits for and what to do
 * @param waitingFor names of the pods and routes that lag, sorted
 */
public record Blocked(Reason reason, String message, List<String> waitingFor) {
  /** Reasons of the condition. */
  public enum Reason {
    /** The ring is gone while its keys are stored. */
    RingMissing,
    /** The clock reads less than the ring has recorded. */
    ClockBehind,
    /** The clock and that of the API server differ by more than clocks may. */
    ClockSkew,
    /** A request to revoke names no key of the issuer. */
    UnknownKey,
    /** The spec breaks an inequality between its durations. */
    PolicyInvalid,
    /** Pods or routes have not loaded the key that is to sign. */
    PropagationPending,
    /** Pods have not loaded the ring that demotes a key. */
    DemotionPending,
    /** As many retiring keys are held as may be. */
    KeysHeld
  }

  /** Copies the names. */
  public Blocked {
    waitingFor = List.copyOf(waitingFor);
  }

  /** Both at once: the reason is this one, the message tells of both. */
  Blocked and(Blocked lessUrgent) {
    return new Blocked(
        reason,
        message + "; " + lessUrgent.message(),
        Stream.concat(waitingFor.stream(), lessUrgent.waitingFor().stream())
            .distinct()
            .sorted()
            .toList());
  }
}
