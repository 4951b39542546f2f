package io.jotgate.keys.search;

import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.RotationPlanner;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import java.time.Duration;

/**
 * What a search supposes. Time goes in ticks; the waits of the policy are whole ticks.
 *
 * @param policy what the planner is told, and what the world really does
 * @param operators how many operators run
 * @param losses how many stored private halves may vanish in one history
 * @param ringLosses how often the ring may vanish in one history; only then the status repeats it
 * @param revocations how many requests to take a key back there may be in one history
 * @param planner what decides
 * @param comparesVersions whether a write fails when somebody else was first
 * @param signsOnlyPublished whether a pod signs only by its ring; else with the newest half it has
 */
record Rules(
    RotationPolicy policy,
    int operators,
    int losses,
    int ringLosses,
    int revocations,
    Planner planner,
    boolean comparesVersions,
    boolean signsOnlyPublished) {
  static final Duration TICK = Duration.ofMinutes(1);

  /**
   * The real planner with waits that are as short as they can be while each one matters.
   *
   * @param cache P in ticks
   * @param ttl L in ticks
   * @param leeway lambda in ticks
   * @param clockError S in ticks
   */
  static Rules of(int operators, int cache, int ttl, int leeway, int clockError) {
    RotationPolicy anyInterval = policy(1, cache, ttl, leeway, clockError);
    Duration shortest = anyInterval.publishAhead().plus(anyInterval.retain());
    RotationPolicy policy = policy(ticks(shortest), cache, ttl, leeway, clockError);
    return new Rules(policy, operators, 0, 0, 0, RotationPlanner::plan, true, true);
  }

  private static RotationPolicy policy(
      int interval, int cache, int ttl, int leeway, int clockError) {
    return new RotationPolicy(
        KeyParameters.of("ES256"),
        TICK.multipliedBy(interval),
        TICK.multipliedBy(cache),
        Activation.WHEN_PROPAGATED,
        Duration.ZERO,
        OnTimeout.WAIT,
        TICK.multipliedBy(ttl),
        TICK.multipliedBy(leeway),
        TICK.multipliedBy(clockError),
        TICK,
        false);
  }

  Rules losing(int halves) {
    return with(halves, ringLosses, revocations, planner);
  }

  Rules losingTheRing(int times) {
    return with(losses, times, revocations, planner);
  }

  Rules revoking(int requests) {
    return with(losses, ringLosses, requests, planner);
  }

  Rules deciding(Planner other) {
    return with(losses, ringLosses, revocations, other);
  }

  private Rules with(int halves, int rings, int requests, Planner other) {
    return new Rules(
        policy, operators, halves, rings, requests, other, comparesVersions, signsOnlyPublished);
  }

  Rules writingBlindly() {
    return new Rules(
        policy, operators, losses, ringLosses, revocations, planner, false, signsOnlyPublished);
  }

  Rules signingWithAnyHalf() {
    return new Rules(
        policy, operators, losses, ringLosses, revocations, planner, comparesVersions, false);
  }

  /** P: for how many ticks after a pod has served a JWKS somebody may still use it. */
  int cacheTicks() {
    return ticks(policy.verifierCache());
  }

  /** For how many ticks after its issue somebody may accept a token: L + lambda + 2S. */
  int tokenTicks() {
    return ticks(policy.maxTtl().plus(policy.leeway())) + 2 * clockErrorTicks();
  }

  int clockErrorTicks() {
    return ticks(policy.clockError());
  }

  static int ticks(Duration duration) {
    return Math.toIntExact(duration.toSeconds() / TICK.toSeconds());
  }

  /** The waits, for people. */
  @Override
  public String toString() {
    return "%d operator(s), A %d, R %d, T %d, P %d, token %d, S %d ticks, %d private half lost, %d ring lost, %d revocation(s)"
        .formatted(
            operators,
            ticks(policy.publishAhead()),
            ticks(policy.retain()),
            ticks(policy.interval()),
            cacheTicks(),
            tokenTicks(),
            clockErrorTicks(),
            losses,
            ringLosses,
            revocations);
  }
}
