package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Condition;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.events.EventRecorder;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Readiness;
import io.jotgate.keys.RotationStep;
import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.PublishKey;
import io.jotgate.keys.RotationStep.RaiseMaxTtl;
import io.jotgate.keys.RotationStep.RecordDemotion;
import io.jotgate.keys.RotationStep.RecordRequest;
import io.jotgate.keys.RotationStep.RecordServed;
import io.jotgate.keys.RotationStep.RecoverRing;
import io.jotgate.keys.RotationStep.RemoveKey;
import io.jotgate.keys.RotationStep.RestartRing;
import io.jotgate.keys.RotationStep.RevokeKeys;
import io.jotgate.keys.RotationStep.Wait;
import java.util.List;
import java.util.Optional;

/** Tells people what happened to an issuer: one event for each transition. */
final class IssuerEvents {
  private final EventRecorder events;

  IssuerEvents(EventRecorder events) {
    this.events = events;
  }

  /** A step in the life of its keys. */
  void took(JwtIssuer issuer, RotationStep step) {
    switch (step) {
      case PublishKey publish -> record(issuer, EventReason.KeyPrepared, publish);
      case ActivateKey activate -> {
        record(issuer, EventReason.KeyActivated, activate);
        activate
            .demoted()
            .ifPresent(
                kid ->
                    events.record(
                        issuer,
                        EventReason.KeyRetiring,
                        "Key " + kid + " signs no longer; its tokens stay valid"));
        if (!activate.leftBehind().isEmpty()) {
          record(issuer, EventReason.RotationForced, activate);
        }
      }
      case RemoveKey remove -> record(issuer, EventReason.KeyRemoved, remove);
      case RevokeKeys revoke -> record(issuer, EventReason.KeyRevoked, revoke);
      case RecoverRing recover -> record(issuer, EventReason.KeyRingRecovered, recover);
      case RestartRing restart -> record(issuer, EventReason.KeyRetiring, restart);
      case GenerateKey unseen -> {}
      case RecordServed unseen -> {}
      case RecordDemotion unseen -> {}
      case RaiseMaxTtl unseen -> {}
      case RecordRequest unseen -> {}
      case Wait unseen -> {}
    }
  }

  /** Something that was done for its certificates. */
  void certified(JwtIssuer issuer, String note) {
    events.record(issuer, EventReason.CertificateIssued, note);
  }

  /** What changed from its present status to the next one. */
  void changed(JwtIssuer issuer, JwtIssuerStatus next) {
    List<Condition> before =
        Optional.ofNullable(issuer.getStatus()).map(JwtIssuerStatus::conditions).orElse(List.of());
    List<Condition> after = Optional.ofNullable(next.conditions()).orElse(List.of());
    Conditions.transition(before, after, Readiness.READY)
        .ifPresent(ready -> events.record(issuer, reason(before, after), ready.getMessage()));
    Conditions.transition(before, after, IssuerFindings.ROTATION_BLOCKED)
        .filter(blocked -> "True".equals(blocked.getStatus()))
        .ifPresent(
            blocked -> events.record(issuer, EventReason.RotationBlocked, blocked.getMessage()));
  }

  /** Work that was expected is no warning; losing what was there and standing still are. */
  private static EventReason reason(List<Condition> before, List<Condition> after) {
    if (Conditions.isTrue(after, Readiness.READY)) {
      return EventReason.Ready;
    }
    if (Conditions.isTrue(after, Readiness.RECONCILING)
        && !Conditions.isTrue(before, Readiness.READY)) {
      return EventReason.Progressing;
    }
    return Conditions.find(after, Readiness.READY)
        .filter(ready -> IssuerReason.NameConflict.name().equals(ready.getReason()))
        .map(ready -> EventReason.NameConflict)
        .orElse(EventReason.NotReady);
  }

  private void record(JwtIssuer issuer, EventReason reason, RotationStep step) {
    events.record(issuer, reason, Sentences.capitalised(step.message()));
  }
}
