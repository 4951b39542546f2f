package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.jwtissuer.IssuerRig.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.resource.Data;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.SigningKey;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class JwtIssuerHealingIT {
  private static final int OWNED = 10;

  private final KubernetesClient user;
  private final IssuerRig rig;
  private final StoredIssuer login;

  JwtIssuerHealingIT(InstalledNamespace namespace) {
    this.user = namespace.admin();
    this.rig = new IssuerRig(namespace);
    this.login = rig.login();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void replacesThePreparedKeyWhenItsPrivateHalfIsDeleted() {
    rig.readyIssuer();
    String active = login.ring().active().orElseThrow().kid();
    SigningKey lost = login.ring().prepared().orElseThrow();

    rig.delete(Secret.class, "login-signing-" + lost.slot().name().toLowerCase(Locale.ROOT));

    awaiting(
        () ->
            assertNotEquals(
                lost.kid(), login.ring().prepared().map(SigningKey::kid).orElse("none")));
    assertEquals(active, login.ring().active().orElseThrow().kid());
  }

  @Test
  void theNextKeyTakesOverWhenThePrivateHalfOfTheActiveOneIsDeleted() {
    rig.readyIssuer();
    SigningKey lost = login.ring().active().orElseThrow();
    String next = login.ring().prepared().orElseThrow().kid();

    rig.delete(Secret.class, "login-signing-" + lost.slot().name().toLowerCase(Locale.ROOT));

    awaiting(() -> assertEquals(next, login.ring().active().orElseThrow().kid()));
    assertEquals(KeyState.RETIRING, login.ring().find(lost.kid()).orElseThrow().state());
    awaiting(() -> login.assertCondition("KeysReady", "True", "KeyActive"));
  }

  @Test
  void makesNoNewKeysWhenTheRingIsDeleted() {
    rig.readyIssuer();
    String privateHalf =
        Data.text(login.get(Secret.class, "login-signing-a"), "jwk.json").orElseThrow();

    rig.delete(ConfigMap.class, "login-jwks");

    awaiting(() -> login.assertCondition("KeysReady", "False", "RingMissing"));
    login.assertCondition("Stalled", "True", "RingMissing");
    assertEquals(
        privateHalf,
        Data.text(login.get(Secret.class, "login-signing-a"), "jwk.json").orElseThrow());
  }

  @Test
  void touchesNothingWhenTheRingIsDamaged() {
    rig.readyIssuer();
    rig.pods().stopsLoading("login-1");
    rig.patch(ConfigMap.class, "login-jwks", "{\"data\":{\"ring.json\":\"{}\"}}");

    awaiting(() -> login.assertCondition("KeysReady", "False", "RingUnreadable"));

    assertEquals(
        "{}", Data.text(login.get(ConfigMap.class, "login-jwks"), "ring.json").orElseThrow());
    login.assertCondition("Stalled", "True", "RingUnreadable");
  }

  @Test
  void healsTheJwkSetFromTheRing() {
    rig.readyIssuer();
    String good = login.jwks();

    user.resource(
            new ConfigMapBuilder(login.get(ConfigMap.class, "login-jwks"))
                .addToData("jwks.json", "{\"keys\":[]}")
                .build())
        .update();

    awaiting(() -> assertEquals(good, login.jwks()));
  }

  @Test
  void makesAgainWhatSomebodyDeletesOrChanges() {
    rig.readyIssuer();
    String authority = login.get(ConfigMap.class, "login-ca").getData().get("ca.crt");

    rig.delete(Deployment.class, "login");
    rig.delete(Service.class, "login");
    rig.delete(Secret.class, "login-tls");
    rig.delete(Secret.class, "login-credentials");
    rig.delete(ConfigMap.class, "login-config");
    rig.delete(ConfigMap.class, "login-ca");
    rig.patch(NetworkPolicy.class, "login", "{\"spec\":{\"policyTypes\":[\"Ingress\"]}}");
    rig.patch(
        PodDisruptionBudget.class,
        "login",
        "{\"spec\":{\"selector\":{\"matchLabels\":{\"x\":\"y\"}}}}");

    awaiting(() -> assertEquals(OWNED, login.ownedObjects().size()));
    awaiting(
        () ->
            assertEquals(
                List.of("Ingress", "Egress"),
                login.get(NetworkPolicy.class, "login").getSpec().getPolicyTypes()));
    awaiting(
        () ->
            assertEquals(
                null,
                login
                    .get(PodDisruptionBudget.class, "login")
                    .getSpec()
                    .getSelector()
                    .getMatchLabels()
                    .get("x")));
    assertEquals(authority, login.get(ConfigMap.class, "login-ca").getData().get("ca.crt"));
  }

  @Test
  void saysWhatTheApiServerRefusesAndRecoversWhenItIsCorrected() {
    rig.readyIssuer();

    rig.patch(
        JwtIssuer.class,
        "login",
        "{\"spec\":{\"deployment\":{\"resources\":{\"requests\":{\"memory\":\"2Gi\"},\"limits\":{\"memory\":\"1Gi\"}}}}}");

    awaiting(() -> login.assertCondition("Ready", "False", "ApplyRefused"));
    assertTrue(login.condition("Ready").getMessage().contains("memory"));

    rig.patch(JwtIssuer.class, "login", "{\"spec\":{\"deployment\":{\"resources\":null}}}");

    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
  }
}
