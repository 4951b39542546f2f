package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.SigningKey;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the operator puts right that others have changed or deleted. */
@WithApiServer
record JwtIssuerHealingIT(NamespaceUser user, IssuerRig rig, StoredIssuer login, IssuerPods pods) {
  private static final int OWNED = 10;

  @Test
  void replacesThePreparedKeyWhenItsPrivateHalfIsDeleted() {
    rig.readyIssuer();
    String active = login.ring().active().orElseThrow().kid();
    SigningKey lost = login.ring().prepared().orElseThrow();

    user.deletes(Secret.class, "login-signing-" + lost.slot().name().toLowerCase(Locale.ROOT));

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

    user.deletes(Secret.class, "login-signing-" + lost.slot().name().toLowerCase(Locale.ROOT));

    awaiting(() -> assertEquals(next, login.ring().active().orElseThrow().kid()));
    assertEquals(KeyState.RETIRING, login.ring().find(lost.kid()).orElseThrow().state());
    awaiting(() -> login.assertCondition("KeysReady", "True", "KeyActive"));
  }

  @Test
  void writesTheRingAgainFromTheStatusWhenItIsDeleted() {
    rig.readyIssuer();
    rig.settle();
    KeyRing before = login.ring();

    user.deletes(ConfigMap.class, "login-jwks");

    awaiting(() -> assertEquals(before.keys(), login.ring().keys()));
    assertTrue(login.ring().epoch() > before.epoch());
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
    awaiting(() -> assertTrue(user.eventReasons().contains("KeyRingRecovered")));
  }

  @Test
  void touchesNothingWhenTheRingIsDamaged() {
    rig.readyIssuer();
    pods.stopsLoading("login-1");
    user.patches(ConfigMap.class, "login-jwks", "{\"data\":{\"ring.json\":\"{}\"}}");

    awaiting(() -> login.assertCondition("KeysReady", "False", "RingUnreadable"));

    assertEquals(
        "{}", Data.text(login.get(ConfigMap.class, "login-jwks"), "ring.json").orElseThrow());
    login.assertCondition("Stalled", "True", "RingUnreadable");
  }

  @Test
  void healsTheJwkSetFromTheRing() {
    rig.readyIssuer();
    String good = login.jwks();

    user.edits(
        ConfigMap.class, "login-jwks", each -> each.getData().put("jwks.json", "{\"keys\":[]}"));

    awaiting(() -> assertEquals(good, login.jwks()));
  }

  @Test
  void makesAgainWhatSomebodyDeletesOrChanges() {
    rig.readyIssuer();
    String authority = login.get(ConfigMap.class, "login-ca").getData().get("ca.crt");

    user.deletes(Deployment.class, "login");
    user.deletes(Service.class, "login");
    user.deletes(Secret.class, "login-tls");
    user.deletes(Secret.class, "login-credentials");
    user.deletes(ConfigMap.class, "login-config");
    user.deletes(ConfigMap.class, "login-ca");
    user.patches(NetworkPolicy.class, "login", "{\"spec\":{\"policyTypes\":[\"Ingress\"]}}");
    user.patches(
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

    user.patches(
        JwtIssuer.class,
        "login",
        "{\"spec\":{\"deployment\":{\"resources\":{\"requests\":{\"memory\":\"2Gi\"},\"limits\":{\"memory\":\"1Gi\"}}}}}");

    awaiting(() -> login.assertCondition("Ready", "False", "ApplyRefused"));
    assertTrue(login.condition("Ready").getMessage().contains("memory"));

    user.patches(JwtIssuer.class, "login", "{\"spec\":{\"deployment\":{\"resources\":null}}}");

    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
  }
}
