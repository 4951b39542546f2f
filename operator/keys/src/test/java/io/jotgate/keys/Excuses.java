package io.jotgate.keys;

import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.PublishKey;
import io.jotgate.keys.RotationStep.RingStep;
import io.jotgate.keys.SimulatedVerifier.Copy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The named exceptions: why a refused pair does not break the promise. */
final class Excuses {
  private final Map<String, Set<String>> leftBehind = new HashMap<>();
  private final Map<String, Long> publishedAt = new HashMap<>();
  private final RotationSimulation history;

  Excuses(RotationSimulation history) {
    this.history = history;
  }

  /** A step was written. */
  void wrote(RingStep step) {
    if (step instanceof PublishKey published) {
      publishedAt.put(published.kid(), history.time.now());
    } else if (step instanceof ActivateKey activation && !activation.leftBehind().isEmpty()) {
      leftBehind
          .computeIfAbsent(activation.kid(), _ -> new HashSet<>())
          .addAll(activation.leftBehind());
    }
  }

  /** The exception that explains why this copy lacks the key of this token. */
  Optional<String> of(SimulatedToken token, Copy copy, String verifier) {
    Set<String> named = leftBehind.getOrDefault(token.kid(), Set.of());
    if (named.isEmpty()) {
      return Optional.empty();
    }
    if (named.contains(verifier)) {
      return Optional.of("left behind");
    }
    if (named.contains(copy.jwks().servedBy())) {
      return Optional.of("copy from a pod left behind");
    }
    long loadedByAll = publishedAt.getOrDefault(token.kid(), 0L) + history.world.mountDelay();
    return copy.takenAt() > loadedByAll
        ? Optional.of("copy from a pod that had just caught up")
        : Optional.empty();
  }
}
