package io.jotgate.keys;

import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a history is like.
 *
 * @param name for people
 * @param truth what holds: how old copies may be, how far clocks are off, how long a mount takes
 * @param told what the planner is told; the same but in a history that must fail
 * @param faults what goes wrong
 */
record World(String name, RotationPolicy truth, RotationPolicy told, Set<Fault> faults) {
  /** What may go wrong. */
  enum Fault {
    /** Operators die before and after writes, and write late what they decided long ago. */
    CRASHES,
    /** Operators die at nearly every write. */
    CRASH_LOOP,
    /** All operators are away for longer than T and R. */
    DOWNTIMES,
    /** The API server is away for up to a day: nothing is written or mounted. */
    API_OUTAGES,
    /** Pods are not refreshed, do not answer the operator, are cut off, restart. */
    TROUBLED_PODS,
    /** Pods are deleted and replaced. */
    REPLACED_PODS,
    /** Sidecars load late. */
    LATE_SIDECARS,
    /** Secrets of private keys vanish. */
    LOST_SLOTS,
    /** The ring or its copy in the status vanishes. */
    LOST_RINGS,
    /** Ring and slots are restored from a backup. */
    RESTORED,
    /** Somebody takes keys back: the active one, the next one, or all. */
    REVOKED,
    /** The clock of an operator jumps by a second to ten years, either way. */
    CLOCK_JUMPS,
    /** The JwtIssuer is deleted and made anew, its objects stay. */
    RECREATED,
    /** The largest lifetime of tokens is raised and lowered. */
    TTL_CHANGES,
    /** Keys are to be of another algorithm. */
    ALGORITHM_CHANGES,
    /** Somebody asks for rotations. */
    REQUESTS,
    /**
     * Clocks are as far off as can be where it is worst: those of operators are behind while a time
     * is recorded from which something waits, and ahead while it waits; those of pods are ahead. A
     * rotation is asked for at once, so that none waits for its time.
     */
    SHORTEST_WAITS
  }

  /** What goes wrong everywhere. */
  static final Set<Fault> COMMON =
      EnumSet.of(
          Fault.CRASHES,
          Fault.DOWNTIMES,
          Fault.API_OUTAGES,
          Fault.TROUBLED_PODS,
          Fault.REPLACED_PODS,
          Fault.LATE_SIDECARS,
          Fault.LOST_SLOTS,
          Fault.TTL_CHANGES,
          Fault.REQUESTS);

  /**
   * What goes wrong where time alone counts: that supposes that pods follow within the delay of a
   * mount, and so that the API server is there.
   */
  static final Set<Fault> WITH_PROMPT_PODS =
      EnumSet.of(
          Fault.CRASHES,
          Fault.DOWNTIMES,
          Fault.REPLACED_PODS,
          Fault.LOST_SLOTS,
          Fault.TTL_CHANGES,
          Fault.REQUESTS,
          Fault.REVOKED,
          Fault.CLOCK_JUMPS);

  private static final Duration CACHE = Duration.ofHours(1);
  private static final Duration TTL = Duration.ofMinutes(15);
  private static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final Duration CLOCK_ERROR = Duration.ofSeconds(30);
  private static final Duration MOUNT = Duration.ofMinutes(3);

  /**
   * Clients that keep a JWK set for an hour, and the shortest interval that these numbers allow.
   */
  static final RotationPolicy TIGHT =
      new RotationPolicy(
          KeyParameters.of("ES256"),
          CACHE.plus(TTL).plus(LEEWAY).plus(CLOCK_ERROR.multipliedBy(6)),
          CACHE,
          Activation.WHEN_PROPAGATED,
          Duration.ofHours(24),
          OnTimeout.WAIT,
          TTL,
          LEEWAY,
          CLOCK_ERROR,
          MOUNT,
          false);

  /** Time alone counts: P + W + 2S + L + lambda + 4S + W. */
  static final RotationPolicy TIGHT_BY_TIME =
      Policies.withInterval(
          Policies.afterDelay(TIGHT), TIGHT.interval().plus(MOUNT.multipliedBy(2)));

  /** Every verifier acknowledges. */
  static final RotationPolicy WITHOUT_CACHES =
      Policies.withInterval(
          Policies.withVerifierCache(TIGHT, Duration.ZERO), Duration.ofMinutes(30));

  /** A planned rotation goes on without those who have not acknowledged it within ten minutes. */
  static final RotationPolicy GOING_ON =
      Policies.withTimeout(Policies.goingOnAfterTimeout(TIGHT), Duration.ofMinutes(10));

  /** Tokens that some verifiers refuse are better than none. */
  static final RotationPolicy IMPATIENT = Policies.allowingUnpublished(TIGHT);

  /** A world that is as the planner is told. */
  static World honest(String name, RotationPolicy policy, Set<Fault> faults) {
    return new World(name, policy, policy, faults);
  }

  /**
   * All of it at once, but no more than one of the things that hold a public key is lost at a time:
   * a ring that is restored or made anew after its copy was lost has nothing to go on from.
   */
  static World everything(RotationPolicy policy) {
    return honest(
        "all at once",
        policy,
        EnumSet.complementOf(
            EnumSet.of(Fault.CRASH_LOOP, Fault.RESTORED, Fault.RECREATED, Fault.SHORTEST_WAITS)));
  }

  /** A world that is as the planner is told, with what goes wrong everywhere. */
  static World common(String name, RotationPolicy policy) {
    return honest(name, policy, COMMON);
  }

  World told(RotationPolicy lie) {
    return new World(name, truth, lie, faults);
  }

  /** The same world with one thing more that goes wrong. */
  World and(Fault fault) {
    Set<Fault> more = EnumSet.of(fault);
    more.addAll(faults);
    return new World(name, truth, told, more);
  }

  boolean has(Fault fault) {
    return faults.contains(fault);
  }

  long clockError() {
    return truth.clockError().toMillis();
  }

  long mountDelay() {
    return truth.mountDelay().toMillis();
  }

  long interval() {
    return told.interval().toMillis();
  }
}
