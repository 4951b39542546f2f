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
import java.time.Instant;
import java.util.Optional;

/**
 * Each step with the condition under which it is due. Which one comes first is {@link
 * RotationPlanner}'s to say.
 */
final class RotationSteps {
  private RotationSteps() {}

  /** Retention begins when no pod signs with the demoted key any longer. */
  static Optional<RotationStep> recordDemotion(Situation s) {
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

  /** Replicas allow longer tokens only once the ring has promised to keep the key that long. */
  static Optional<RotationStep> raiseMaxTtl(Situation s) {
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

  /** The oldest retiring key goes when its retention has passed. */
  static Optional<RotationStep> removeKey(Situation s) {
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

  /** The reserved key is published once its private half was read back. */
  static Optional<RotationStep> publishKey(Situation s) {
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

  /** There is always a next key: missing, lost or of another algorithm, it is made anew. */
  static Optional<RotationStep> generateKey(Situation s) {
    if (s.usablePrepared().isPresent() || !s.roomForNextKey() || s.slotHeldUntil().isPresent()) {
      return Optional.empty();
    }
    Optional<SigningKey> unusable = s.ring().prepared();
    Reason reason =
        unusable
            .map(
                k ->
                    k.parameters().equals(s.policy().key())
                        ? Reason.PrivateKeyLost
                        : Reason.AlgorithmChanged)
            .orElse(Reason.KeyMissing);
    String message =
        unusable
            .map(k -> "makes a key in place of %s, which has never signed".formatted(k.kid()))
            .orElse("makes the key that signs next");
    return Optional.of(new GenerateKey(s.freeSlot(), s.policy().key(), s.ring(), reason, message));
  }

  /** Publish-ahead begins when the last issuer pod serves the key. */
  static Optional<RotationStep> recordServed(Situation s) {
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

  /** The prepared key signs when the gate is open. */
  static Optional<RotationStep> activateKey(Situation s, ActivationGate gate) {
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
            "key %s signs from now on%s%s"
                .formatted(
                    open.key().kid(),
                    left,
                    open.cause() == Reason.Emergency
                        ? ", before every verifier must know it: emergency.allowUnpublished is set"
                        : "")));
  }

  /** A request that has to wait is remembered with the time it was seen. */
  static Optional<RotationStep> recordRequest(Situation s) {
    return s.openRequest()
        .filter(id -> s.ring().active().isPresent() && !s.requestRecorded(id))
        .map(
            id ->
                new RecordRequest(
                    s.ring().requested(new RotationRequest(id, s.recorded())),
                    Reason.Requested,
                    "a rotation was asked for"));
  }
}
