package io.jotgate.controller.jwtissuer;

import io.jotgate.controller.tls.CertificateExecutor;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.keys.KeyRing;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one reconcile of an issuer came to, as far as it got: what its status is made of.
 *
 * @param observation what was read
 * @param settings the resolved spec; empty when it makes no sense
 * @param rotation where the keys stand; empty when nothing could be said about them
 * @param tls which certificate is to be served with; empty when the spec makes no sense
 * @param certificates where the certificates of the operator stand
 * @param credentials the document of its consumers
 * @param obstacle what keeps the issuer from being as the user wants it until a person acts
 */
record IssuerReport(
    IssuerObservation observation,
    Optional<IssuerSettings> settings,
    Optional<RotationExecutor.Outcome> rotation,
    Optional<TlsPlan> tls,
    Optional<CertificateExecutor.Outcome> certificates,
    Optional<Credentials> credentials,
    Optional<Obstacle> obstacle) {
  /** Why a person has to act. */
  record Obstacle(IssuerReason reason, String message) {}

  /** Nothing was done yet. */
  static IssuerReport of(IssuerObservation observation) {
    return new IssuerReport(
        observation,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  IssuerReport with(IssuerSettings resolved) {
    return new IssuerReport(
        observation, Optional.of(resolved), rotation, tls, certificates, credentials, obstacle);
  }

  IssuerReport with(RotationExecutor.Outcome rotated) {
    return new IssuerReport(
        observation, settings, Optional.of(rotated), tls, certificates, credentials, obstacle);
  }

  IssuerReport with(TlsPlan planned) {
    return new IssuerReport(
        observation, settings, rotation, Optional.of(planned), certificates, credentials, obstacle);
  }

  IssuerReport with(CertificateExecutor.Outcome certified) {
    return new IssuerReport(
        observation, settings, rotation, tls, Optional.of(certified), credentials, obstacle);
  }

  IssuerReport with(Credentials assembled) {
    return new IssuerReport(
        observation, settings, rotation, tls, certificates, Optional.of(assembled), obstacle);
  }

  IssuerReport with(Obstacle met) {
    return new IssuerReport(
        observation, settings, rotation, tls, certificates, credentials, Optional.of(met));
  }

  /** What the pods should have loaded, as far as there is something to load. */
  Optional<IssuerContent> content() {
    return settings.flatMap(
        known ->
            rotation
                .flatMap(RotationExecutor.Outcome::ring)
                .flatMap(ring -> credentials.map(given -> IssuerContent.of(known, ring, given))));
  }

  /** When that changed last, if a pod lags behind; empty when there is nothing to wait for. */
  Optional<Instant> lastChange() {
    boolean lagging =
        content()
            .filter(wanted -> observation.pods().stream().anyMatch(pod -> !wanted.loadedBy(pod)))
            .isPresent();
    if (!lagging) {
      return Optional.empty();
    }
    return Stream.of(
            rotation.flatMap(RotationExecutor.Outcome::ring).map(KeyRing::latestRecordedInstant),
            observation.applied().flatMap(PropagationPace::writtenAt))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }
}
