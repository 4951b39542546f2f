package io.jotgate.keys;

import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.PublishKey;
import io.jotgate.keys.RotationStep.Reason;
import io.jotgate.keys.RotationStep.RevokeKeys;
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
  private final Set<String> revoked = new HashSet<>();
  private final Set<String> unpublished = new HashSet<>();
  private final Map<KeyRing, Long> restoredAt = new HashMap<>();
  private final Map<String, Long> publishedAt = new HashMap<>();
  private final RotationSimulation history;

  Excuses(RotationSimulation history) {
    this.history = history;
  }

  /** A step was written. */
  void wrote(RingStep step) {
    if (step instanceof PublishKey published) {
      publishedAt.put(published.kid(), history.time.now());
    } else if (step instanceof RevokeKeys revocation) {
      revoked.addAll(revocation.kids());
    } else if (step instanceof ActivateKey activation) {
      leftBehind
          .computeIfAbsent(activation.kid(), _ -> new HashSet<>())
          .addAll(activation.leftBehind());
      if (activation.reason() == Reason.Emergency) {
        unpublished.add(activation.kid());
      }
    }
  }

  /** An old ring stands where the present one stood, until an operator sees it. */
  void restored(KeyRing ring) {
    restoredAt.put(ring, history.time.now());
  }

  /** The exception that explains why this copy lacks the key of this token. */
  Optional<String> of(SimulatedToken token, Copy copy, String verifier) {
    if (revoked.contains(token.kid())) {
      return Optional.of("revoked key");
    }
    if (unpublished.contains(token.kid())) {
      return Optional.of("emergency.allowUnpublished");
    }
    if (isRestored(copy.jwks())) {
      return Optional.of("copy of a restored ring");
    }
    if (isRestored(token.issuedBy())) {
      return Optional.of("signed by a pod that started from a restored ring");
    }
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

  /** Loaded from a backup before an operator had seen that it was restored. */
  private boolean isRestored(Jwks jwks) {
    return jwks.loadedAt() >= restoredAt.getOrDefault(jwks.ring(), Long.MAX_VALUE);
  }
}
