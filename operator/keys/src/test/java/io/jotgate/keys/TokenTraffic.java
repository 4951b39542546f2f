package io.jotgate.keys;

import io.jotgate.keys.jose.GeneratedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Clients that take tokens and show them: steadily, and above all just before and after a pod loads
 * another ring, at once and in the last moment in which a verifier takes the token for valid.
 */
final class TokenTraffic {
  private static final long EVERY = 80_000;

  private final RotationSimulation history;
  private final int signEach;
  private long issued;
  private long cannotSign;

  /**
   * Traffic.
   *
   * @param signEach one token in this many is signed for real, none if 0
   */
  TokenTraffic(RotationSimulation history, int signEach) {
    this.history = history;
    this.signEach = signEach;
  }

  /** Clients come to this pod for as long as it lives. */
  void comeTo(SimulatedReplica pod) {
    if (!pod.deleted()) {
      use(pod);
      history.time.after(history.chance.upTo(2 * EVERY), () -> comeTo(pod));
    }
  }

  /** A pod is about to load something else, or has just loaded it. */
  void atChange(SimulatedReplica pod) {
    issue(pod)
        .ifPresent(
            token ->
                history.verifiers.all().forEach(v -> history.ledger.show(token, v, clockError())));
  }

  private void use(SimulatedReplica pod) {
    issue(pod).ifPresent(token -> history.ledger.show(token, anyVerifier(), clockError()));
  }

  private Optional<SimulatedToken> issue(SimulatedReplica pod) {
    if (!pod.reachable()) {
      return Optional.empty();
    }
    Optional<SigningKey> key = pod.signsWith();
    if (key.isEmpty()) {
      cannotSign += pod.active().isPresent() ? 1 : 0;
      return Optional.empty();
    }
    issued++;
    SimulatedToken token = mint(pod, key.get(), pod.half(key.get()).orElseThrow());
    history.ledger.showToWorst(token, clockError());
    history.time.after(
        history.chance.upTo(Duration.between(token.notBefore(), token.expires()).toMillis()),
        () -> history.ledger.show(token, anyVerifier(), clockError()));
    showAtTheLastMoment(token);
    return Optional.of(token);
  }

  private SimulatedToken mint(SimulatedReplica pod, SigningKey key, GeneratedKey half) {
    Instant at = pod.issuedAt(history.time.clock(pod.clockError));
    Duration lifetime =
        history.chance.sometimes(0.9)
            ? key.maxTtl()
            : Duration.ofSeconds(history.chance.upTo(key.maxTtl().toSeconds()));
    Instant expires = at.plus(lifetime);
    boolean signed = signEach > 0 && issued % signEach == 0;
    return new SimulatedToken(
        key.kid(),
        pod.loaded().orElseThrow(),
        history.time.now(),
        at,
        expires,
        signed ? Optional.of(history.ledger.real().sign(half, at, expires)) : Optional.empty());
  }

  private void showAtTheLastMoment(SimulatedToken token) {
    SimulatedVerifier verifier = anyVerifier();
    long error = clockError();
    Runnable shown = () -> history.ledger.show(token, verifier, error);
    history.time.after(untilLastMoment(token, verifier.leeway(), error), shown);
    long slowest = -history.world.clockError();
    history.time.after(
        untilLastMoment(token, history.world.truth().leeway(), slowest),
        () -> history.ledger.showToWorst(token, slowest));
  }

  private long untilLastMoment(SimulatedToken token, Duration leeway, long clockError) {
    Instant last = token.expires().plus(leeway).minusMillis(1);
    return VirtualTime.trueTime(last, clockError) - history.time.now();
  }

  private SimulatedVerifier anyVerifier() {
    return history.chance.oneOf(history.verifiers.all());
  }

  private long clockError() {
    return history.chance.clockError(history.world.clockError());
  }

  /** Tokens issued. */
  long issued() {
    return issued;
  }

  /** How often a pod with a ring could not sign with its active key. */
  long cannotSign() {
    return cannotSign;
  }
}
