package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.controller.jwtissuer.IssuerReport.Obstacle;
import io.jotgate.controller.jwtissuer.IssuerResolver.Resolution;
import io.jotgate.controller.jwtissuer.RotationExecutor.Acknowledgements;
import io.jotgate.controller.jwtissuer.RotationExecutor.Outcome;
import io.jotgate.controller.propagation.PodReport;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.Requests;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JwtIssuerStatusFactoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final JwtIssuer issuer =
      new KubernetesSerialization()
          .unmarshal(
              """
              apiVersion: jotgate.io/v1alpha1
              kind: JwtIssuer
              metadata: {name: login, namespace: shop, uid: uid, generation: 4}
              spec: {issuerURL: https://tokens.example.com/shop, token: {audiences: [a]}}
              """,
              JwtIssuer.class);
  private final IssuerSettings settings =
      assertInstanceOf(
              Resolution.Resolved.class, IssuerResolver.resolve(issuer, Duration.ofSeconds(30)))
          .settings();
  private TlsPlan tls = new TlsPlan(settings.serving(), Optional.empty(), Optional.empty());
  private final StoredKeys stored = new StoredKeys();
  private final Outcome rotation =
      new RotationExecutor(
              parameters -> SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom()),
              Clock.fixed(NOW, ZoneOffset.UTC))
          .run(
              stored,
              settings.rotation(),
              new RotationInputs(
                  "uid",
                  new Acknowledgements(List.of(), List.of()),
                  Requests.NONE,
                  Optional.empty(),
                  Optional::empty));
  private final KeyRing ring = rotation.ring().orElseThrow();
  private final Deployment deployment =
      new DeploymentBuilder()
          .withNewMetadata()
          .withGeneration(2L)
          .endMetadata()
          .withNewSpec()
          .withReplicas(2)
          .endSpec()
          .withNewStatus()
          .withObservedGeneration(2L)
          .withReplicas(2)
          .withUpdatedReplicas(2)
          .withAvailableReplicas(2)
          .endStatus()
          .build();

  @Test
  void isReadyWhenAReadyPodHasLoadedKeysAndSettings() {
    JwtIssuerStatus status = status(report(loaded("login-1")));

    assertEquals(
        Map.of(
            "Ready", "True Ready",
            "Reconciling", "False Settled",
            "Stalled", "False NotStalled",
            "ResolvedRefs", "True Resolved",
            "KeysReady", "True KeyActive",
            "JWKSPublished", "True Published",
            "TokenServiceAvailable", "True Available",
            "RotationBlocked", "False NotBlocked"),
        summary(status));
    assertEquals(4, status.observedGeneration());
    assertEquals("2026-01-08T00:00:00Z", status.nextRotationTime());
    assertEquals(new JwtIssuerStatus.Replicas(2, 1, 1), status.replicas());
  }

  @Test
  void givesTheMetadataAddressOfRfc8414() {
    JwtIssuerStatus.Endpoints endpoints = status(report()).endpoints();

    assertEquals(
        new JwtIssuerStatus.Endpoints(
            "https://tokens.example.com/shop/auth",
            "https://tokens.example.com/shop/oauth2/token",
            "https://tokens.example.com/shop/.well-known/jwks.json",
            "https://tokens.example.com/.well-known/oauth-authorization-server/shop"),
        endpoints);
  }

  @Test
  void waitsForTheFirstReadyPod() {
    assertEquals("False NoReadyPods", summary(status(report())).get("Ready"));
    assertEquals("True Progressing", summary(status(report())).get("Reconciling"));
  }

  @Test
  void namesAReadyPodThatDoesNotAnswer() {
    JwtIssuerStatus status =
        status(
            report(
                loaded("login-1"),
                new PodReport("login-2", true, Optional.empty(), Optional.empty())));

    assertEquals("Unknown PodsUnreachable", summary(status).get("Ready"));
    assertEquals(
        "The operator gets no answer from port 9090 of login-2: check network policies",
        condition(status, "JWKSPublished").getMessage());
  }

  @Test
  void isAtWorkWhileAPodHasOlderSettings() {
    PodReport old = pod("login-1", ring.epoch(), "another hash");

    assertEquals("False Propagating", summary(status(report(old))).get("Ready"));
    assertEquals("True Propagating", summary(status(report(old))).get("TokenServiceAvailable"));
  }

  @Test
  void asksForTheSecretOfTheCertificateWhileTheTokenServiceGoesOn() {
    tls =
        new TlsPlan(
            settings.serving(),
            Optional.of(
                new TlsPlan.Problem(IssuerReason.SecretNotFound, "Secret corporate is missing")),
            Optional.empty());
    JwtIssuerStatus status = status(report(loaded("login-1")));

    assertEquals("False SecretNotFound", summary(status).get("ResolvedRefs"));
    assertEquals("False SecretNotFound", summary(status).get("Ready"));
    assertEquals("True SecretNotFound", summary(status).get("Stalled"));
    assertEquals("True Available", summary(status).get("TokenServiceAvailable"));
  }

  @Test
  void isReadyAndReconcilingWhileTheRolloutGoesOn() {
    deployment.getStatus().setAvailableReplicas(1);
    JwtIssuerStatus status = status(report(loaded("login-1")));

    assertEquals("True Ready", summary(status).get("Ready"));
    assertEquals("True RollingOut", summary(status).get("TokenServiceAvailable"));
    assertEquals("True Progressing", summary(status).get("Reconciling"));
    assertEquals("1 of 2 pods are available", condition(status, "Reconciling").getMessage());
  }

  @Test
  void isReconcilingUntilTheLastReplacedPodHasEnded() {
    deployment.getStatus().setReplicas(3);
    assertEquals(
        "Pods that are replaced have yet to end: 1",
        condition(status(report(loaded("login-1"))), "Reconciling").getMessage());
  }

  @Test
  void aPersonHasToActOnAnObstacleWhileTheRestStaysAsItIs() {
    issuer.setStatus(status(report(loaded("login-1"))));
    IssuerReport refused =
        IssuerReport.of(report().observation())
            .with(new Obstacle(IssuerReason.InvalidSpec, "token.ttl makes no sense"));

    JwtIssuerStatus status = status(refused);

    assertEquals("False InvalidSpec", summary(status).get("Ready"));
    assertEquals("True InvalidSpec", summary(status).get("Stalled"));
    assertEquals("True KeyActive", summary(status).get("KeysReady"));
    assertEquals(ring.active().map(SigningKey::kid).orElseThrow(), status.activeKeyID());
    assertEquals("2026-01-08T00:00:00Z", status.nextRotationTime());
  }

  @Test
  void staysTheSameWhileNothingChangesHoweverLateItIs() {
    JwtIssuerStatus before = status(report(loaded("login-1")));
    issuer.setStatus(before);

    JwtIssuerStatus later =
        JwtIssuerStatusFactory.status(report(loaded("login-1")), NOW.plus(Duration.ofDays(1)));

    assertEquals(before, later);
  }

  @Test
  void staysTheSameWhileTheClockIsWrongByMoreAndMore() {
    IssuerReport skewed = report(loaded("login-1")).with(rotationAt(Duration.ofSeconds(40)));
    issuer.setStatus(status(skewed));

    JwtIssuerStatus later =
        JwtIssuerStatusFactory.status(
            report(loaded("login-1")).with(rotationAt(Duration.ofSeconds(50))),
            NOW.plusSeconds(60));

    assertEquals("True ClockSkew", summary(later).get("RotationBlocked"));
    assertEquals(issuer.getStatus(), later);
  }

  private Outcome rotationAt(Duration clockOffset) {
    return new RotationExecutor(
            parameters -> SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom()),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .run(
            stored,
            settings.rotation(),
            new RotationInputs(
                "uid",
                new Acknowledgements(List.of(), List.of()),
                Requests.NONE,
                Optional.empty(),
                () -> Optional.of(clockOffset)));
  }

  private IssuerReport report(PodReport... pods) {
    IssuerObservation observation =
        new IssuerObservation(
            issuer,
            List.of(pods),
            List.of(),
            Applicants.none(),
            Optional.empty(),
            Optional.of(deployment),
            Optional.empty(),
            Set.of(),
            Map.of());
    return IssuerReport.of(observation)
        .with(settings)
        .with(tls)
        .with(rotation)
        .with(Credentials.of(List.of()));
  }

  private PodReport loaded(String name) {
    return pod(name, ring.epoch(), IssuerConfigCodec.hash(settings.config()));
  }

  private PodReport pod(String name, long epoch, String configHash) {
    return new PodReport(
        name,
        true,
        Optional.empty(),
        Optional.of(
            new IssuerState(
                name,
                "uid",
                epoch,
                ring.keys().stream().map(SigningKey::kid).toList(),
                ring.active().map(SigningKey::kid).orElse(null),
                Credentials.of(List.of()).revision(),
                configHash,
                true,
                "test")));
  }

  private static JwtIssuerStatus status(IssuerReport report) {
    return JwtIssuerStatusFactory.status(report, NOW);
  }

  private static Map<String, String> summary(JwtIssuerStatus status) {
    return Optional.ofNullable(status.conditions()).orElse(List.of()).stream()
        .collect(
            Collectors.toMap(
                Condition::getType, each -> each.getStatus() + " " + each.getReason()));
  }

  private static Condition condition(JwtIssuerStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow();
  }
}
