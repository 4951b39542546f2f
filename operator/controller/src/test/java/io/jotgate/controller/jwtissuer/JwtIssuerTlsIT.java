package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.tls.PemPair;
import io.jotgate.controller.tls.ServerCertificates;
import io.jotgate.testing.apiserver.WithApiServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How an issuer gets another certificate, or none. */
@WithApiServer
record JwtIssuerTlsIT(NamespaceUser user, IssuerRig rig, StoredIssuer login, IssuerPods pods) {
  private static final String TO_SECRET =
      "{\"spec\":{\"tls\":{\"mode\":\"SecretRef\",\"secretName\":\"corporate\"}}}";
  private static final String TO_PLAIN = "{\"spec\":{\"tls\":{\"mode\":\"Disabled\"}}}";

  @Test
  void takesTheCertificateOfTheUserOnceItMayReadAGoodOne() {
    rig.readyIssuer();

    user.patches(JwtIssuer.class, "login", TO_SECRET);
    awaiting(() -> login.assertCondition("Ready", "False", "SecretNotFound"));
    user.creates(secret("corporate", new PemPair("no certificate", "no key")));
    touch();
    awaiting(() -> login.assertCondition("ResolvedRefs", "False", "SecretNotLabelled"));
    assertEquals(new TlsSource.SelfSigned(), mounted());

    user.patches(
        Secret.class, "corporate", "{\"metadata\":{\"labels\":{\"jotgate.io/watch\":\"true\"}}}");
    awaiting(() -> login.assertCondition("ResolvedRefs", "False", "SecretInvalid"));
    assertEquals(new TlsSource.SelfSigned(), mounted());

    user.edits(
        Secret.class,
        "corporate",
        each -> each.setData(data(ServerCertificates.issuedAt(Instant.now()))));
    awaiting(() -> assertEquals(new TlsSource.Brought("corporate"), mounted()));
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
  }

  @Test
  void leavesTheSecretMountedThatWasGoodAndIsGone() {
    user.creates(
        new SecretBuilder(secret("corporate", ServerCertificates.issuedAt(Instant.now())))
            .editMetadata()
            .addToLabels("jotgate.io/watch", "true")
            .endMetadata()
            .build());
    rig.readyIssuer();
    user.patches(JwtIssuer.class, "login", TO_SECRET);
    awaiting(() -> assertEquals(new TlsSource.Brought("corporate"), mounted()));

    user.deletes(Secret.class, "corporate");

    awaiting(() -> login.assertCondition("Ready", "False", "SecretNotFound"));
    login.assertCondition("TokenServiceAvailable", "True", "Available");
    assertEquals(new TlsSource.Brought("corporate"), mounted());
    assertTrue(
        login
            .condition("ResolvedRefs")
            .getMessage()
            .contains("kubectl label secret corporate -n " + user.namespace()));
  }

  @Test
  void leadsToPodsOfBothKindsUntilThoseOfBeforeHaveGone() {
    rig.readyIssuer();
    assertEquals(List.of(443), servicePorts());

    user.patches(JwtIssuer.class, "login", TO_PLAIN);
    awaiting(() -> assertEquals(new TlsSource.Plain(), mounted()));
    assertEquals(List.of(443, 80), servicePorts());

    pods.startSpeaking("login-2", "http");
    user.patchesStatus(Pod.class, "login-1", "{\"status\":{\"phase\":\"Succeeded\"}}");

    awaiting(() -> assertEquals(List.of(80), servicePorts()));
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
    assertEquals("https://login." + user.namespace() + ".svc", login.status().issuerURL());
  }

  private TlsSource mounted() {
    return MountedTls.of(
        login.get(Deployment.class, "login"), "login", new TlsSource.Brought("corporate"));
  }

  private List<Integer> servicePorts() {
    return login.get(Service.class, "login").getSpec().getPorts().stream()
        .map(ServicePort::getPort)
        .toList();
  }

  /** A Secret without the label is not watched. */
  private void touch() {
    rig.annotate("example.com/touched", "yes");
  }

  private static Secret secret(String name, PemPair pair) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withType("kubernetes.io/tls")
        .withData(data(pair))
        .build();
  }

  private static Map<String, String> data(PemPair pair) {
    return Data.encoded(Map.of("tls.crt", pair.certificate(), "tls.key", pair.privateKey()));
  }
}
