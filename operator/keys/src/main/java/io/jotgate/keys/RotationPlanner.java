package io.jotgate.keys;

import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.PublishKey;
import io.jotgate.keys.RotationStep.RaiseMaxTtl;
import io.jotgate.keys.RotationStep.Reason;
import io.jotgate.keys.RotationStep.RecordDemotion;
import io.jotgate.keys.RotationStep.RecordRequest;
import io.jotgate.keys.RotationStep.RecordServed;
import io.jotgate.keys.RotationStep.RemoveKey;
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
        .orElseGet(() -> begin(policy, facts, now));
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
            KeySlot.A, policy.alg(), empty, Reason.FirstKey, "makes the first key of the issuer"),
        Optional.empty(),
        now);
  }

  private static RotationPlan plan(Situation s) {
    if (s.ownerChanged() || s.restored()) {
      return new RotationPlan(restart(s), Optional.empty(), s.now());
    }
    if (s.clockBehind()) {
      return clockBehind(s);
    }
    ActivationGate gate = ActivationGate.of(s);
    Optional<Blocked> blocked = blocked(s, gate);
    return recordDemotion(s)
        .or(() -> raiseMaxTtl(s))
        .or(() -> removeKey(s))
        .or(() -> publishKey(s))
        .or(() -> generateKey(s))
        .or(() -> recordServed(s))
        .or(() -> activateKey(s, gate))
        .or(() -> recordRequest(s))
        .map(step -> new RotationPlan(step, blocked, s.now()))
        .orElseGet(() -> new RotationPlan(waiting(gate), blocked, nextCheck(s, gate)));
  }

  private static RotationStep restart(Situation s) {
    KeyRing next =
        s.ring()
            .restart(
                s.facts().ownerUid(), s.facts().highestEpoch(), s.recorded(), s.policy().maxTtl());
    return s.ownerChanged()
        ? new RestartRing(
            next, Reason.OwnerChanged, "the ring is of an earlier issuer: its keys only verify now")
        : new RestartRing(
            next,
            Reason.RingRestored,
            "epoch %d is in use but the ring says %d: its keys only verify now"
                .formatted(s.facts().highestEpoch(), s.ring().epoch()));
  }

  private static RotationPlan clockBehind(Situation s) {
    String message =
        "the clock reads %s but the ring has recorded %s: correct the clock"
            .formatted(s.now(), s.ring().latestRecordedInstant());
    return new RotationPlan(
        new Wait(Reason.Waiting, message),
        Optional.of(new Blocked(Blocked.Reason.ClockBehind, message, List.of())),
        s.now().plusSeconds(30));
  }

  private static Optional<RotationStep> recordDemotion(Situation s) {
    if (s.demotionsPending().isEmpty() || !s.facts().podsBehind(s.ring().epoch()).isEmpty()) {
      return Optional.empty();
    }
    Instant since = s.recorded();
    KeyRing next =
        s.ring().demotionAcknowledged(since, k -> since.plus(s.policy().retain(k.maxTtl())));
    return Optional.of(
        new RecordDemotion(
            next, Reason.DemotionAcknowledged, "no pod signs with a retiring key any longer"));
  }

  private static Optional<RotationStep> raiseMaxTtl(Situation s) {
    return s.ring()
        .active()
        .filter(k -> k.maxTtl().compareTo(s.policy().maxTtl()) < 0)
        .filter(k -> s.policy().violation().isEmpty())
        .map(
            k ->
                new RaiseMaxTtl(
                    s.ring().raiseMaxTtl(s.policy().maxTtl()),
                    Reason.TtlRaised,
                    "tokens of key %s may live %d seconds"
                        .formatted(k.kid(), s.policy().maxTtl().toSeconds())));
  }

  private static Optional<RotationStep> removeKey(Situation s) {
    return s.removable()
        .findFirst()
        .filter(k -> s.removableAt(k).filter(at -> !s.now().isBefore(at)).isPresent())
        .map(
            k ->
                new RemoveKey(
                    s.ring().remove(k.kid()),
                    k.kid(),
                    Reason.RetentionPassed,
                    "no token of key %s is valid any longer".formatted(k.kid())));
  }

  private static Optional<RotationStep> publishKey(Situation s) {
    if (s.usablePrepared().isPresent()) {
      return Optional.empty();
    }
    return s.storedReservation()
        .map(
            r ->
                new PublishKey(
                    s.ring().prepare(s.recorded(), s.policy().maxTtl()),
                    r.kid(),
                    Reason.KeyStored,
                    "publishes key %s, which signs later".formatted(r.kid())));
  }

  private static Optional<RotationStep> generateKey(Situation s) {
    if (s.usablePrepared().isPresent() || !s.roomForNextKey() || s.slotHeldUntil().isPresent()) {
      return Optional.empty();
    }
    Optional<SigningKey> unusable = s.ring().prepared();
    Reason reason =
        unusable
            .map(
                k ->
                    k.alg().equals(s.policy().alg())
                        ? Reason.PrivateKeyLost
                        : Reason.AlgorithmChanged)
            .orElse(Reason.KeyMissing);
    String message =
        unusable
            .map(k -> "makes a key in place of %s, which has never signed".formatted(k.kid()))
            .orElse("makes the key that signs next");
    return Optional.of(new GenerateKey(s.freeSlot(), s.policy().alg(), s.ring(), reason, message));
  }

  private static Optional<RotationStep> recordServed(Situation s) {
    return s.usablePrepared()
        .filter(k -> s.policy().activation() == Activation.WHEN_PROPAGATED)
        .filter(k -> k.servedSince() == null && s.ring().hasServed())
        .filter(k -> s.facts().countablePods().allMatch(p -> p.serves(k)))
        .map(
            k ->
                new RecordServed(
                    s.ring().served(s.recorded()),
                    k.kid(),
                    Reason.KeyServed,
                    "every issuer pod serves key %s".formatted(k.kid())));
  }

  private static Optional<RotationStep> activateKey(Situation s, ActivationGate gate) {
    if (!(gate instanceof ActivationGate.Open open)) {
      return Optional.empty();
    }
    KeyRing next =
        s.ring()
            .activate(
                s.recorded(), s.policy().maxTtl(), s::removalKnownAtDemotion, s.openRequest());
    String left =
        open.leftBehind().isEmpty()
            ? ""
            : ", without " + ActivationGate.names(open.leftBehind()) + ", which did not load it";
    return Optional.of(
        new ActivateKey(
            next,
            open.key().kid(),
            s.ring().active().map(SigningKey::kid),
            open.leftBehind(),
            open.cause(),
            "key %s signs from now on%s".formatted(open.key().kid(), left)));
  }

  private static Optional<RotationStep> recordRequest(Situation s) {
    return s.openRequest()
        .filter(id -> s.ring().active().isPresent() && !s.requestRecorded(id))
        .map(
            id ->
                new RecordRequest(
                    s.ring().requested(new RotationRequest(id, s.recorded())),
                    Reason.Requested,
                    "a rotation was asked for"));
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
