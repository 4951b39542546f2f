package io.jotgate.controller.jwtissuer;

import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.controller.jwtissuer.RotationExecutor.Acknowledgements;
import io.jotgate.controller.propagation.PodReport;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.VerifierAcknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Turns what pods and routes say into what the rotation counts. Pure. */
final class IssuerAcknowledgements {
  private IssuerAcknowledgements() {}

  /**
   * What has been acknowledged.
   *
   * @param issuer name of the JwtIssuer
   * @param ownerUid its uid: what was loaded of an earlier issuer of the same name does not count
   * @param pods every pod of the token service that has not ended
   * @param routes every route that trusts the issuer
   * @param verifierCache for which a deleted pod is waited for whose node is not ready
   */
  static Acknowledgements of(
      String issuer,
      String ownerUid,
      List<PodReport> pods,
      Collection<ProtectedRoute> routes,
      Duration verifierCache,
      Instant now) {
    return new Acknowledgements(
        pods.stream().map(pod -> pod(pod, ownerUid, !isLost(pod, verifierCache, now))).toList(),
        routes.stream()
            .sorted(Comparator.comparing(Metadata::name))
            .map(route -> route(route, issuer))
            .toList());
  }

  /**
   * Whether nobody waits for the pod any more: its node went away long ago, and the pod is deleted,
   * as Kubernetes does after five minutes. One that is not comes back with its node and signs with
   * what it had loaded.
   */
  private static boolean isLost(PodReport pod, Duration verifierCache, Instant now) {
    return pod.leaving()
        && pod.outage().filter(outage -> outage.outlasts(verifierCache, now)).isPresent();
  }

  private static PodAcknowledgement pod(PodReport pod, String ownerUid, boolean countable) {
    Optional<IssuerState> state =
        pod.state().filter(loaded -> ownerUid.equals(loaded.ringOwnerUid()));
    return new PodAcknowledgement(
        pod.name(),
        state.map(IssuerState::ringEpoch).orElse(0L),
        state.map(loaded -> Set.copyOf(loaded.kids())).orElse(Set.of()),
        pod.ready(),
        countable);
  }

  /**
   * A route whose status speaks of its present spec and names no epoch has no pod that verifies.
   * One whose status is missing or older may have some, and nobody knows what they have loaded.
   */
  private static VerifierAcknowledgement route(ProtectedRoute route, String issuer) {
    Optional<ProtectedRouteStatus> status = Optional.ofNullable(route.getStatus());
    Optional<Long> epoch =
        status.flatMap(known -> Optional.ofNullable(known.issuers())).orElse(List.of()).stream()
            .filter(Objects::nonNull)
            .filter(known -> issuer.equals(known.name()))
            .flatMap(known -> Optional.ofNullable(known.ringEpoch()).stream())
            .min(Comparator.naturalOrder());
    boolean current =
        status
            .map(ProtectedRouteStatus::observedGeneration)
            .filter(observed -> observed >= Metadata.generation(route))
            .isPresent();
    return new VerifierAcknowledgement(
        "ProtectedRoute " + Metadata.name(route), epoch.orElse(0L), epoch.isPresent() || !current);
  }
}
