package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.jotgate.controller.resource.ObjectNames;
import java.util.List;
import java.util.Optional;

/** Reads from a Deployment of a token service where its certificate comes from. */
final class MountedTls {
  private MountedTls() {}

  /**
   * The source.
   *
   * @param wanted what the spec wants: the name of the operator's own Secret may also be that of a
   *     Secret of the user
   */
  static TlsSource of(Deployment deployment, String issuer, TlsSource wanted) {
    Optional<PodSpec> pod =
        Optional.ofNullable(deployment.getSpec())
            .flatMap(spec -> Optional.ofNullable(spec.getTemplate()))
            .flatMap(template -> Optional.ofNullable(template.getSpec()));
    if (pod.filter(MountedTls::isPlain).isPresent()) {
      return new TlsSource.Plain();
    }
    String own = ObjectNames.tls(issuer);
    return pod.flatMap(MountedTls::secret)
        .<TlsSource>map(
            secret ->
                secret.equals(own) && !wanted.equals(new TlsSource.Brought(own))
                    ? new TlsSource.SelfSigned()
                    : new TlsSource.Brought(secret))
        .orElseGet(TlsSource.Missing::new);
  }

  private static boolean isPlain(PodSpec pod) {
    return list(pod.getContainers()).stream()
        .filter(container -> IssuerDeployment.CONTAINER.equals(container.getName()))
        .flatMap(container -> list(container.getEnv()).stream())
        .anyMatch(
            each ->
                IssuerDeployment.TLS_SWITCH.equals(each.getName())
                    && "false".equals(each.getValue()));
  }

  private static Optional<String> secret(PodSpec pod) {
    return list(pod.getVolumes()).stream()
        .filter(volume -> IssuerFiles.VOLUME.equals(volume.getName()))
        .flatMap(volume -> Optional.ofNullable(volume.getProjected()).stream())
        .flatMap(projected -> list(projected.getSources()).stream())
        .flatMap(source -> Optional.ofNullable(source.getSecret()).stream())
        .filter(MountedTls::holdsCertificate)
        .map(SecretProjection::getName)
        .findFirst();
  }

  private static boolean holdsCertificate(SecretProjection secret) {
    return list(secret.getItems()).stream()
        .anyMatch(item -> IssuerFiles.CERTIFICATE.equals(item.getPath()));
  }

  private static <T> List<T> list(List<T> elements) {
    return Optional.ofNullable(elements).orElse(List.of());
  }
}
