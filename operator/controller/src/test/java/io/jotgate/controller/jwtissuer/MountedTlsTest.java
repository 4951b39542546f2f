package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.Manifests;
import io.jotgate.controller.jwtissuer.IssuerResolver.Resolution;
import io.jotgate.controller.jwtissuer.TlsSource.Brought;
import io.jotgate.controller.jwtissuer.TlsSource.Missing;
import io.jotgate.controller.jwtissuer.TlsSource.Plain;
import io.jotgate.controller.jwtissuer.TlsSource.SelfSigned;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator remembers of the certificate is what it has written into the Deployment. */
class MountedTlsTest {
  private static final IssuerPlatform PLATFORM =
      new IssuerPlatform("issuer:test", "jotgate-system");
  private static final IssuerSettings SETTINGS =
      assertInstanceOf(
              Resolution.Resolved.class,
              IssuerResolver.resolve(
                  Manifests.read(
                      Path.of("src/test/resources/golden/jwtissuer/minimal"),
                      "in-issuer.yaml",
                      JwtIssuer.class),
                  Duration.ofSeconds(30)))
          .settings();

  static List<TlsSource> sources() {
    return List.of(new SelfSigned(), new Brought("corporate"), new Plain(), new Missing());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void readsFromADeploymentWhatWasWrittenIntoIt(TlsSource source) {
    assertEquals(source, MountedTls.of(deployment(source), "login", new SelfSigned()));
  }

  @Test
  void takesASecretOfTheUserForOneThoughItHasTheNameOfOurs() {
    Brought namesake = new Brought("login-tls");

    assertEquals(namesake, MountedTls.of(deployment(namesake), "login", namesake));
    assertEquals(new SelfSigned(), MountedTls.of(deployment(namesake), "login", new Plain()));
  }

  @Test
  void findsNothingInADeploymentThatSomebodyHasEmptied() {
    assertEquals(
        new Missing(), MountedTls.of(new DeploymentBuilder().build(), "login", new Plain()));
  }

  @Test
  void knowsWhatPodsSpeakByTheNameOfTheirPort() {
    Pod tls = pod(new SelfSigned());
    Pod plain = pod(new Plain());
    Pod ended = new PodBuilder(plain).withNewStatus().withPhase("Succeeded").endStatus().build();
    Pod other =
        new PodBuilder()
            .withNewSpec()
            .withContainers(new ContainerBuilder().withName("mesh").build())
            .endSpec()
            .build();

    assertEquals(
        Set.of(ClientPort.HTTPS, ClientPort.HTTP), ClientPort.servedBy(List.of(tls, plain)));
    assertEquals(Set.of(ClientPort.HTTPS), ClientPort.servedBy(List.of(tls, ended, other)));
  }

  private static Pod pod(TlsSource source) {
    return new PodBuilder().withSpec(deployment(source).getSpec().getTemplate().getSpec()).build();
  }

  private static Deployment deployment(TlsSource source) {
    return IssuerDeployment.desired(SETTINGS.reached(Serving.with(source)), PLATFORM);
  }
}
