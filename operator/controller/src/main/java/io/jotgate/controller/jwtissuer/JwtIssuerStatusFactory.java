package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Condition;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.api.v1alpha1.JwtIssuerStatus.Endpoints;
import io.jotgate.api.v1alpha1.JwtIssuerStatus.Replicas;
import io.jotgate.controller.propagation.PodReport;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.IssuerPaths;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the status of a JwtIssuer. Pure: equal reports give equal status, whenever it is. */
final class JwtIssuerStatusFactory {
  private JwtIssuerStatusFactory() {}

  /**
   * The status.
   *
   * <p>What a broken spec hides stays as it was: the last good state keeps serving.
   *
   * @param now transition time of the conditions that change
   */
  static JwtIssuerStatus status(IssuerReport report, Instant now) {
    JwtIssuer issuer = report.observation().issuer();
    Optional<JwtIssuerStatus> previous = Optional.ofNullable(issuer.getStatus());
    Optional<KeyRing> ring = report.rotation().flatMap(RotationExecutor.Outcome::ring);
    String url = IssuerResolver.issuerUrl(issuer);
    List<Condition> conditions =
        Conditions.merge(
            previous.map(JwtIssuerStatus::conditions).orElse(null),
            IssuerFindings.of(report),
            Metadata.generation(issuer),
            now);
    return new JwtIssuerStatus(
        Metadata.generation(issuer),
        conditions,
        url,
        endpoints(url),
        ring.isEmpty()
            ? previous.map(JwtIssuerStatus::activeKeyID).orElse(null)
            : ring.flatMap(KeyRing::active).map(SigningKey::kid).orElse(null),
        report.settings().isEmpty() || ring.isEmpty()
            ? previous.map(JwtIssuerStatus::nextRotationTime).orElse(null)
            : nextRotation(report.settings().get(), ring.get()).map(Instant::toString).orElse(null),
        ring.map(KeyRing::epoch).or(() -> previous.map(JwtIssuerStatus::ringEpoch)).orElse(null),
        ring.map(RecoveryCopy::of).or(() -> previous.map(JwtIssuerStatus::ring)).orElse(null),
        replicas(report),
        report
            .credentials()
            .map(given -> given.consumers().size())
            .or(() -> previous.map(JwtIssuerStatus::consumers))
            .orElse(null),
        report.observation().routes().size());
  }

  private static Endpoints endpoints(String url) {
    return new Endpoints(
        url + IssuerPaths.AUTH, url + IssuerPaths.TOKEN, url + IssuerPaths.JWKS, metadata(url));
  }

  /** The well-known name stands between host and path of the issuer (RFC 8414 section 3.1). */
  private static String metadata(String url) {
    URI uri = URI.create(url);
    return "https://"
        + uri.getRawAuthority()
        + IssuerPaths.AUTHORIZATION_SERVER
        + Optional.ofNullable(uri.getRawPath()).orElse("");
  }

  private static Optional<Instant> nextRotation(IssuerSettings settings, KeyRing ring) {
    return ring.active()
        .map(SigningKey::activatedAt)
        .map(since -> since.plus(settings.rotation().interval()));
  }

  private static Replicas replicas(IssuerReport report) {
    List<PodReport> pods = report.observation().pods();
    Optional<IssuerContent> content = report.content();
    return new Replicas(
        report.settings().map(IssuerSettings::replicas).orElse(null),
        Math.toIntExact(pods.stream().filter(PodReport::ready).count()),
        Math.toIntExact(
            pods.stream()
                .filter(pod -> content.filter(wanted -> wanted.ringLoadedBy(pod)).isPresent())
                .count()));
  }
}
