package io.jotgate.controller.apiconsumer;

import io.jotgate.controller.apiconsumer.WantedCredential.RotationRule;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides how a generated API key is replaced. Pure.
 *
 * <p>A next key is made and told to all pods of all issuers before any client can read it; only
 * then does it take the place of the current one, which stays good for the overlap. So at no time
 * is a key refused that a client was given.
 */
final class KeyRotation {
  /** A key whose overlap has not ended is never given up; so requests wait when there are many. */
  static final int MAX_PREVIOUS = 3;

  private KeyRotation() {}

  /**
   * The next step.
   *
   * @param ledger what is
   * @param rule when to replace
   * @param request the value that asks for one rotation, if there is one
   * @param nextLoaded whether all pods that matter know the next key
   */
  static KeyStep plan(
      KeyLedger ledger,
      RotationRule rule,
      Optional<String> request,
      boolean nextLoaded,
      Instant now) {
    KeyLedger pruned = ledger.pruned(now);
    if (ledger.next().isPresent() && nextLoaded) {
      return new KeyStep.Promote(pruned.promoted(rule.overlap(), now));
    }
    if (!pruned.equals(ledger)) {
      return new KeyStep.Forget(pruned);
    }
    boolean asked = request.isPresent() && !request.equals(ledger.handledRequest());
    Optional<Instant> due = rule.interval().map(ledger.since()::plus);
    boolean wanted = asked || due.filter(at -> !now.isBefore(at)).isPresent();
    if (wanted && ledger.next().isEmpty() && ledger.previous().size() < MAX_PREVIOUS) {
      return new KeyStep.Prepare(request.or(ledger::handledRequest));
    }
    return new KeyStep.Keep(
        Stream.concat(
                ledger.previous().stream().map(key -> Objects.requireNonNull(key.notAfter())),
                due.filter(now::isBefore).stream())
            .min(Comparator.naturalOrder()));
  }
}
