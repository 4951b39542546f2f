package io.jotgate.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the clock can be trusted. Messages hold no reading of it, which changes all the time. */
final class ClockCheck {
  /** What the API server says is exact to a second, and so is what the ring records. */
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  private ClockCheck() {}

  /** A clock that differs from the API server's by more than clocks may. */
  static Optional<Blocked> skew(RotationPolicy policy, RotationFacts facts) {
    return facts
        .clockOffset()
        .filter(offset -> offset.abs().compareTo(policy.clockError().plus(RESOLUTION)) > 0)
        .map(
            offset ->
                blocked(
                    Blocked.Reason.ClockSkew,
                    "the operator's clock is more than %d seconds %s of the API server's: correct the clock of its node"
                        .formatted(
                            policy.clockError().toSeconds(),
                            offset.isNegative() ? "behind" : "ahead")));
  }

  /** Two honest clocks differ by at most 2S, and what is recorded is rounded up by a second. */
  static Optional<Blocked> behind(Situation s) {
    Instant latest = s.ring().latestRecordedInstant();
    if (!isYetToCome(s, latest)) {
      return Optional.empty();
    }
    List<String> kids =
        s.ring().keys().stream()
            .filter(key -> isYetToCome(s, key))
            .map(SigningKey::kid)
            .sorted()
            .toList();
    return Optional.of(
        blocked(
            Blocked.Reason.ClockBehind,
            "the key ring has recorded %s%s, and the operator's clock reads less: no planned step is taken before that time. Correct the clock of its node if that is behind; if the recorded time is wrong, wait for it or revoke what has it"
                .formatted(latest, kids.isEmpty() ? "" : " for " + ActivationGate.names(kids))));
  }

  /** Whether something is recorded of the key that an honest clock cannot have read yet. */
  static boolean isYetToCome(Situation s, SigningKey key) {
    return key.pastInstants().anyMatch(at -> isYetToCome(s, at));
  }

  private static boolean isYetToCome(Situation s, Instant recorded) {
    Duration tolerated = s.policy().clockError().multipliedBy(2).plus(RESOLUTION);
    return !recorded.equals(Instant.MIN) && s.now().isBefore(recorded.minus(tolerated));
  }

  private static Blocked blocked(Blocked.Reason reason, String message) {
    return new Blocked(reason, message, List.of());
  }
}
