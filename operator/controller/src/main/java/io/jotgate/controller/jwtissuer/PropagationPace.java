package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How soon to ask again pods that have not loaded everything: right after a change every second,
 * later every ten. Pure, so that a restart changes nothing.
 */
final class PropagationPace {
  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Duration LATEST = Duration.ofSeconds(10);

  private PropagationPace() {}

  /** The delay for a change that is as old as this. */
  static Duration delay(Instant changedAt, Instant now) {
    Duration third = Duration.between(changedAt, now).dividedBy(3);
    if (third.compareTo(SOONEST) < 0) {
      return SOONEST;
    }
    return third.compareTo(LATEST) > 0 ? LATEST : third;
  }

  /** When the content of an object was written last. */
  static Optional<Instant> writtenAt(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getManagedFields()).orElse(List.of()).stream()
        .flatMap(entry -> Optional.ofNullable(entry.getTime()).stream())
        .map(Instant::parse)
        .max(Comparator.naturalOrder());
  }
}
