package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.controller.propagation.CredentialUsage;
import io.jotgate.controller.propagation.PodReport;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.SecretLookup;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.InvalidDocumentException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that one reconcile of an issuer reads, apart from what it reads again right before it
 * replaces it.
 *
 * @param issuer the JwtIssuer
 * @param pods its pods and what they have loaded, read live: a rotation must not miss one
 * @param routes the routes that trust it, read live for the same reason
 * @param applicants the consumers that name it
 * @param applied the Secret of its credentials as it was applied last
 * @param deployment the Deployment of its pods as it was seen last
 * @param certificate the Secret of the user that its spec names, if it names one
 * @param served what its pods speak with clients
 * @param usage when credentials were last used, as it was applied last
 */
record IssuerObservation(
    JwtIssuer issuer,
    List<PodReport> pods,
    List<ProtectedRoute> routes,
    Applicants applicants,
    Optional<Secret> applied,
    Optional<Deployment> deployment,
    Optional<SecretLookup> certificate,
    Set<ClientPort> served,
    Map<String, String> usage) {
  /** Copies the collections. */
  IssuerObservation {
    pods = List.copyOf(pods);
    routes = List.copyOf(routes);
    served = Set.copyOf(served);
    usage = Map.copyOf(usage);
  }

  /** Largest clock difference that one of the routes forgives. */
  Duration largestClockSkew() {
    return routes.stream()
        .flatMap(route -> Optional.ofNullable(route.getSpec()).stream())
        .flatMap(spec -> Optional.ofNullable(spec.jwt()).stream())
        .flatMap(jwt -> Optional.ofNullable(jwt.clockSkew()).stream())
        .flatMap(skew -> skew.toDuration().stream())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** What decides which certificate the pods mount. */
  TlsPlanner.Facts tls() {
    TlsSource wanted = TlsSource.wantedBy(issuer);
    String name = Metadata.name(issuer);
    return new TlsPlanner.Facts(
        name,
        Metadata.namespace(issuer),
        wanted,
        certificate,
        deployment.map(each -> MountedTls.of(each, name, wanted)),
        served);
  }

  /** The document of the consumers as it should be. */
  Credentials credentials() {
    return CredentialsAssembler.assemble(issuer, applicants, presentEntries());
  }

  /** When credentials of the document were last used, after asking the pods. */
  Map<String, String> usage(Credentials credentials, Instant now) {
    return CredentialUsage.merged(
        usage,
        pods,
        credentials.consumers().stream()
            .flatMap(consumer -> consumer.credentials().stream())
            .map(CredentialVerifier::id)
            .collect(Collectors.toUnmodifiableSet()),
        now);
  }

  /**
   * The revision that every pod has loaded: this one, if so, else the one that was noted before.
   * Without a pod nobody has loaded anything.
   */
  Optional<String> acknowledgedRevision(String revision) {
    boolean byAll =
        !pods.isEmpty()
            && pods.stream()
                .allMatch(
                    pod ->
                        pod.state()
                            .filter(state -> revision.equals(state.credentialsRevision()))
                            .isPresent());
    return byAll
        ? Optional.of(revision)
        : applied.flatMap(
            secret -> Metadata.annotation(secret, JotgateAnnotations.ACKNOWLEDGED_REVISION));
  }

  private Map<String, ConsumerEntry> presentEntries() {
    return applied
        .flatMap(secret -> Data.text(secret, IssuerFiles.CREDENTIALS))
        .map(IssuerObservation::consumersOf)
        .orElse(List.of())
        .stream()
        .collect(Collectors.toUnmodifiableMap(ConsumerEntry::clientId, Function.identity()));
  }

  private static List<ConsumerEntry> consumersOf(String text) {
    try {
      return CredentialsCodec.read(text).consumers();
    } catch (InvalidDocumentException edited) {
      return List.of();
    }
  }
}
