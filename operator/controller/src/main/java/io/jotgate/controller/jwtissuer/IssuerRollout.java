package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.jotgate.controller.resource.Metadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the Deployment of a token service is, by the rules that kstatus has for one. Pure. */
final class IssuerRollout {
  private IssuerRollout() {}

  /** What is left to be done, for people; empty when it is done, and while nobody has begun. */
  static Optional<String> unfinished(Deployment deployment) {
    return Optional.ofNullable(deployment.getStatus())
        .filter(status -> status.getObservedGeneration() != null)
        .flatMap(status -> unfinished(deployment, status));
  }

  private static Optional<String> unfinished(Deployment deployment, DeploymentStatus status) {
    int wanted = count(deployment.getSpec().getReplicas(), 1);
    int updated = count(status.getUpdatedReplicas(), 0);
    int available = count(status.getAvailableReplicas(), 0);
    int leaving = count(status.getReplicas(), 0) - updated;
    if (status.getObservedGeneration() < Metadata.generation(deployment)) {
      return Optional.of("The rollout of the latest pod template has not begun");
    }
    if (updated < wanted) {
      return Optional.of("%d of %d pods are up to date".formatted(updated, wanted));
    }
    if (leaving > 0) {
      return Optional.of("Pods that are replaced have yet to end: " + leaving);
    }
    return available < wanted
        ? Optional.of("%d of %d pods are available".formatted(available, wanted))
        : Optional.empty();
  }

  private static int count(@Nullable Integer pods, int absent) {
    return Optional.ofNullable(pods).orElse(absent);
  }
}
