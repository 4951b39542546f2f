package io.jotgate.keys;

import io.jotgate.keys.RotationPolicy.OnTimeout;
import io.jotgate.keys.RotationStep.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the prepared key may sign now, and if not, why not and until when. */
sealed interface ActivationGate {

  /** Nothing asks for another key before this time. */
  record NotDue(Instant due) implements ActivationGate {}

  /** The key may sign. */
  record Open(SigningKey key, Reason cause, List<String> leftBehind) implements ActivationGate {}

  /** A key is wanted and has to wait. */
  record Closed(String message, Instant nextCheck, Optional<Blocked> blocked)
      implements ActivationGate {}

  /** Looks at the gate. */
  static ActivationGate of(Situation s) {
    Optional<Instant> scheduled =
        s.ring()
            .active()
            .map(SigningKey::activatedAt)
            .map(activated -> activated.plus(s.policy().interval()));
    Optional<Reason> cause = cause(s, scheduled);
    if (cause.isEmpty()) {
      return new NotDue(scheduled.orElse(s.now()));
    }
    Optional<ActivationGate> closed = closedForAnyKey(s, cause.get());
    return closed.orElseGet(
        () ->
            s.usablePrepared()
                .map(key -> gate(s, key, cause.get(), scheduled))
                .orElseGet(
                    () ->
                        new Closed(
                            "waits until the next key is prepared",
                            s.now().plusSeconds(30),
                            Optional.empty())));
  }

  private static Optional<Reason> cause(Situation s, Optional<Instant> scheduled) {
    if (s.ring().active().isEmpty()) {
      return Optional.of(s.ring().hasServed() ? Reason.NoActiveKey : Reason.FirstKey);
    }
    if (s.activeLost()) {
      return Optional.of(Reason.PrivateKeyLost);
    }
    if (scheduled.filter(due -> !s.now().isBefore(due)).isPresent()) {
      return Optional.of(Reason.Scheduled);
    }
    if (s.openRequest().isPresent()) {
      return Optional.of(Reason.Requested);
    }
    return s.ring()
        .active()
        .filter(k -> !k.parameters().equals(s.policy().key()))
        .map(k -> Reason.AlgorithmChanged);
  }

  /** A spec that breaks the inequality, or too many keys: whichever key is next, it waits. */
  private static Optional<ActivationGate> closedForAnyKey(Situation s, Reason cause) {
    boolean unplanned = cause == Reason.NoActiveKey || cause == Reason.PrivateKeyLost;
    Optional<String> violation = s.policy().violation();
    if (violation.isPresent() && !unplanned) {
      return Optional.of(
          closed(
              Blocked.Reason.PolicyInvalid,
              violation.get(),
              List.of(),
              s.now().plus(s.policy().interval())));
    }
    boolean held =
        unplanned
            ? s.usablePrepared().isEmpty() && !s.roomForNextKey()
            : s.ring().active().isPresent() && s.ring().retiring().size() >= s.mostRetiring();
    return held ? Optional.of(keysHeld(s)) : Optional.empty();
  }

  private static ActivationGate keysHeld(Situation s) {
    List<SigningKey> pending = s.demotionsPending();
    List<String> behind = s.facts().podsBehind(s.ring().epoch());
    if (!pending.isEmpty() && !behind.isEmpty()) {
      Instant demoted =
          pending.stream().map(Situation::demotedAt).max(Comparator.naturalOrder()).orElse(s.now());
      return closed(
          Blocked.Reason.DemotionPending, demotionMessage(behind), behind, s.nextPoll(demoted));
    }
    Instant next = s.removable().findFirst().flatMap(s::removableAt).orElse(s.now());
    String message =
        "the next rotation waits until %s, when the oldest retiring key may be removed"
            .formatted(next);
    return closed(Blocked.Reason.KeysHeld, message, List.of(), next);
  }

  private static ActivationGate gate(
      Situation s, SigningKey key, Reason cause, Optional<Instant> scheduled) {
    if (cause == Reason.FirstKey) {
      return new Open(key, cause, List.of());
    }
    if (s.copyLacks(key)) {
      return new Closed(
          "key %s waits until the status repeats it, for the case that the ring is lost"
              .formatted(key.kid()),
          s.now().plusSeconds(1),
          Optional.empty());
    }
    ActivationGate gate =
        switch (s.policy().activation()) {
          case AFTER_DELAY ->
              openAt(s, key, cause, key.publishedAt().plus(s.policy().publishAhead()), List.of());
          case WHEN_PROPAGATED -> whenPropagated(s, key, cause, dueSince(s, key, cause, scheduled));
        };
    return gate instanceof Closed closed && emergency(s, cause)
        ? new Open(
            key, Reason.Emergency, closed.blocked().map(Blocked::waitingFor).orElse(List.of()))
        : gate;
  }

  /** Nobody can sign, and the spec prefers tokens that some verifiers refuse to none at all. */
  private static boolean emergency(Situation s, Reason cause) {
    boolean nobodySigns =
        cause == Reason.NoActiveKey
            || (cause == Reason.PrivateKeyLost
                && s.facts().countablePods().noneMatch(PodAcknowledgement::ready));
    return s.policy().allowUnpublished() && nobodySigns;
  }

  private static ActivationGate whenPropagated(
      Situation s, SigningKey key, Reason cause, Instant dueSince) {
    Instant served = key.servedSince();
    Optional<Instant> ready =
        Optional.ofNullable(served).map(since -> since.plus(s.policy().publishAhead()));
    List<String> behind = s.facts().behind(key);
    if (behind.isEmpty() && ready.isPresent()) {
      return openAt(s, key, cause, ready.get(), List.of());
    }
    // While no key signs, nobody waits longer than until every copy must have the next one.
    Duration patience =
        cause == Reason.NoActiveKey ? Duration.ZERO : s.policy().propagationTimeout();
    Instant timeout =
        Stream.of(
                Optional.of(dueSince.plus(patience)),
                Optional.of(key.publishedAt().plus(s.policy().unacknowledgedPublishAhead())),
                ready)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    boolean goesOn = s.policy().onTimeout() == OnTimeout.ACTIVATE;
    if (goesOn && !s.now().isBefore(timeout)) {
      return new Open(key, cause, behind);
    }
    String until = goesOn ? ", at the latest until " + timeout : "";
    String message =
        "key %s waits until it is loaded by %s%s".formatted(key.kid(), names(behind), until);
    Instant poll = s.nextPoll(dueSince);
    return closed(
        Blocked.Reason.PropagationPending,
        message,
        behind,
        goesOn && timeout.isBefore(poll) ? timeout : poll);
  }

  private static ActivationGate openAt(
      Situation s, SigningKey key, Reason cause, Instant ready, List<String> leftBehind) {
    if (!s.now().isBefore(ready)) {
      return new Open(key, cause, leftBehind);
    }
    return new Closed(
        "key %s may sign from %s on, when no verifier has a JWKS without it"
            .formatted(key.kid(), ready),
        ready,
        Optional.empty());
  }

  /** Since when the rotation waits, never before the key was there. */
  private static Instant dueSince(
      Situation s, SigningKey key, Reason cause, Optional<Instant> scheduled) {
    Instant since = key.publishedAt();
    if (cause == Reason.Scheduled) {
      since = scheduled.orElse(since);
    } else if (cause == Reason.Requested) {
      since = s.openRequestSince();
    }
    return since.isAfter(key.publishedAt()) ? since : key.publishedAt();
  }

  private static Closed closed(
      Blocked.Reason reason, String message, List<String> waitingFor, Instant nextCheck) {
    return new Closed(message, nextCheck, Optional.of(new Blocked(reason, message, waitingFor)));
  }

  static String demotionMessage(List<String> behind) {
    return "a demoted key stays until it is known that %s sign with it no longer"
        .formatted(names(behind));
  }

  /** The first names of a list that may be long. */
  static String names(List<String> names) {
    int shown = 5;
    String first = String.join(", ", names.subList(0, Math.min(shown, names.size())));
    return names.size() <= shown ? first : first + " and " + (names.size() - shown) + " more";
  }
}
