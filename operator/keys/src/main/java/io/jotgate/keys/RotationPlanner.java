package io.jotgate.keys;

import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.Reason;
import io.jotgate.keys.RotationStep.RecoverRing;
import io.jotgate.keys.RotationStep.RestartRing;
import io.jotgate.keys.RotationStep.Wait;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides the next step in the life of an issuer's keys. A pure function: equal input gives an
 * equal plan, and a plan that does nothing says when to look again.
 *
 * <pre>
 *        GenerateKey            PublishKey                ActivateKey                   RemoveKey
 *  (none) --------&gt; reserved -------------&gt; PREPARED ------------------&gt; ACTIVE
 *                    |    ^                  |    |  every pod serves it   |  the next one
 *                    +----+                  |    |  (RecordServed), A     |  is activated
 *          private half never stored:        |    |  has passed, due       v
 *          another key is reserved           |    |                     RETIRING --------&gt; removed
 *                                            v    |                        ^    nobody signs with it
 *                                        withdrawn|  RestartRing: owner    |    (RecordDemotion), R
 *                             (lost, or another   +--changed, restored ----+    has passed
 *                              algorithm; has never signed)
 *
 *  any state --- RevokeKeys ---&gt; removed, and its kid never comes back
 * </pre>
 *
 * <p>The next key is prepared as soon as the present one is active, so that a rotation, planned or
 * not, finds it published. What has happened already is recorded before anything new begins.
 */
public final class RotationPlanner {
  private RotationPlanner() {}

  /**
   * The next step.
   *
   * @param ring the ring as read live, or none if its object does not exist
   * @param facts gathered after the ring was read
   * @param now the clock, read after the facts were gathered, not rounded
   */
  public static RotationPlan plan(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    return ring.map(r -> plan(new Situation(r, policy, facts, now)))
        .orElseGet(
            () ->
                recover(policy, facts, now)
                    .orElseGet(
                        () ->
                            ClockCheck.skew(policy, facts)
                                .map(wrong -> frozen(wrong, now))
                                .orElseGet(() -> begin(policy, facts, now))));
  }

  /** The ring is gone: what the status repeats of it goes on. */
  private static Optional<RotationPlan> recover(
      RotationPolicy policy, RotationFacts facts, Instant now) {
    return facts
        .recoveryCopy()
        .filter(copy -> copy.ownerUid().equals(facts.ownerUid()) && !copy.keys().isEmpty())
        .map(copy -> new Situation(copy, policy, facts, now))
        .map(
            s ->
                s.restored()
                    ? restart(s)
                    : new RecoverRing(
                        s.ring().recovered(),
                        Reason.RingLost,
                        "the key ring was gone and is written again from the status"))
        .map(step -> new RotationPlan(step, Optional.empty(), now));
  }

  private static RotationPlan begin(RotationPolicy policy, RotationFacts facts, Instant now) {
    if (facts.slots().stream().anyMatch(s -> s.ownerUid().equals(facts.ownerUid()))) {
      String message =
          "the key ring is gone but its private keys are stored: restore the ConfigMap of the JWKS, or delete the Secrets of both slots to begin again with a new key";
      return new RotationPlan(
          new Wait(Reason.Waiting, message),
          Optional.of(new Blocked(Blocked.Reason.RingMissing, message, List.of())),
          now.plusSeconds(30));
    }
    KeyRing empty = KeyRing.create(facts.ownerUid(), facts.highestEpoch());
    return new RotationPlan(
        new GenerateKey(
            KeySlot.A, policy.key(), empty, Reason.FirstKey, "makes the first key of the issuer"),
        Optional.empty(),
        now);
  }

  private static RotationPlan plan(Situation s) {
    if (s.ownerChanged() || s.restored()) {
      return ClockCheck.skew(s.policy(), s.facts())
          .map(wrong -> frozen(wrong, s.now()))
          .orElseGet(() -> new RotationPlan(restart(s), Optional.empty(), s.now()));
    }
    Optional<RotationStep> revocation = Revocation.step(s);
    if (revocation.isPresent()) {
      return new RotationPlan(revocation.get(), Optional.empty(), s.now());
    }
    return (s.nobodySigns() ? s.clockUnconfirmed() : s.clockWrong())
        .map(wrong -> frozen(Revocation.blocked(s).map(wrong::and).orElse(wrong), s.now()))
        .orElseGet(() -> planInTime(s));
  }

  private static RotationPlan planInTime(Situation s) {
    ActivationGate gate = ActivationGate.of(s);
    Optional<Blocked> blocked =
        Stream.of(blocked(s, gate), s.clockWrong(), Revocation.blocked(s))
            .flatMap(Optional::stream)
            .reduce(Blocked::and);
    return RotationSteps.recordDemotion(s)
        .or(() -> RotationSteps.raiseMaxTtl(s))
        .or(() -> RotationSteps.removeKey(s))
        .or(() -> RotationSteps.publishKey(s))
        .or(() -> RotationSteps.generateKey(s))
        .or(() -> RotationSteps.recordServed(s))
        .or(() -> RotationSteps.activateKey(s, gate))
        .or(() -> RotationSteps.recordRequest(s))
        .map(step -> new RotationPlan(step, blocked, s.now()))
        .orElseGet(() -> new RotationPlan(waiting(gate), blocked, nextCheck(s, gate)));
  }

  private static RotationStep restart(Situation s) {
    KeyRing next =
        s.ring()
            .restart(
                s.facts().ownerUid(),
                s.facts().highestEpoch(),
                s.recorded(),
                s.policy().maxTtl(),
                s.laterCopy());
    return s.ownerChanged()
        ? new RestartRing(
            next, Reason.OwnerChanged, "the ring is of an earlier issuer: its keys only verify now")
        : new RestartRing(
            next,
            Reason.RingRestored,
            "epoch %d is in use but the ring says %d: its keys only verify now"
                .formatted(next.epoch() - KeyRing.RECOVERY_GAP, s.ring().epoch()));
  }

  private static RotationPlan frozen(Blocked why, Instant now) {
    return new RotationPlan(
        new Wait(Reason.Waiting, why.message()), Optional.of(why), now.plusSeconds(30));
  }

  private static Wait waiting(ActivationGate gate) {
    return switch (gate) {
      case ActivationGate.NotDue notDue ->
          new Wait(Reason.InSync, "the next rotation is due at " + notDue.due());
      case ActivationGate.Closed closed -> new Wait(Reason.Waiting, closed.message());
      case ActivationGate.Open open ->
          throw new IllegalStateException("an open gate leads to a step");
    };
  }

  /** The gate's reason, else a demotion that nobody acknowledges although it had time enough. */
  private static Optional<Blocked> blocked(Situation s, ActivationGate gate) {
    Optional<Blocked> ofGate =
        gate instanceof ActivationGate.Closed closed ? closed.blocked() : Optional.empty();
    List<String> behind = s.facts().podsBehind(s.ring().epoch());
    return ofGate.or(
        () ->
            s.demotionsPending().stream()
                .filter(k -> !behind.isEmpty())
                .filter(k -> !s.now().isBefore(late(s, k)))
                .findFirst()
                .map(
                    k ->
                        new Blocked(
                            Blocked.Reason.DemotionPending,
                            ActivationGate.demotionMessage(behind),
                            behind)));
  }

  private static Instant late(Situation s, SigningKey demoted) {
    return Situation.demotedAt(demoted).plus(s.policy().mountDelay());
  }

  private static Instant nextCheck(Situation s, ActivationGate gate) {
    Stream<Instant> due =
        switch (gate) {
          case ActivationGate.NotDue notDue -> Stream.of(notDue.due());
          case ActivationGate.Closed closed -> Stream.of(closed.nextCheck());
          case ActivationGate.Open open -> Stream.of(s.now());
        };
    Stream<Instant> unserved =
        s
            .usablePrepared()
            .filter(k -> k.servedSince() == null)
            .map(k -> s.nextPoll(k.publishedAt()))
            .stream();
    Stream<Instant> demotions =
        s.demotionsPending().stream().map(k -> s.nextPoll(Situation.demotedAt(k)));
    Stream<Instant> removals = s.removable().limit(1).flatMap(k -> s.removableAt(k).stream());
    Instant earliest =
        Stream.of(due, unserved, demotions, removals, s.slotHeldUntil().stream())
            .flatMap(times -> times)
            .min(Comparator.naturalOrder())
            .orElse(s.now());
    Instant soonest = s.now().plusSeconds(1);
    return earliest.isBefore(soonest) ? soonest : earliest;
  }
}
