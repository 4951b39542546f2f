package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator makes of an issuer, and when it leaves things alone. */
@WithApiServer
record JwtIssuerReconcilerIT(
    NamespaceUser user, IssuerRig rig, StoredIssuer login, IssuerPods pods) {
  @Test
  void makesEverythingThatATokenServiceNeeds() {
    rig.userCreatesIssuer();

    awaiting(() -> login.get(Deployment.class, "login"));
    JwtIssuer issuer = login.get(JwtIssuer.class, "login");
    for (HasMetadata owned : login.ownedObjects()) {
      assertTrue(OwnerReferences.isOwnedBy(owned, issuer), name(owned) + " goes with its issuer");
      assertTrue(JotgateLabels.carries(owned, JotgateLabels.ofIssuer("login")), name(owned));
    }
    for (HasMetadata kept : keyObjects()) {
      assertEquals(List.of(), OwnerReferences.of(kept), name(kept) + " outlives its issuer");
      assertTrue(JotgateLabels.carries(kept, JotgateLabels.ofIssuer("login")), name(kept));
    }
    assertEquals(
        List.of(FieldManagers.JWT_ISSUER),
        managers(login.get(Deployment.class, "login")),
        "one writer");
  }

  @Test
  void publishesTheNextKeyFromTheStart() {
    rig.userCreatesIssuer();

    awaiting(() -> assertEquals(List.of(KeyState.ACTIVE, KeyState.PREPARED), login.states()));
    SigningKey active = login.ring().active().orElseThrow();
    SigningKey next = login.ring().prepared().orElseThrow();
    assertNotEquals(active.slot(), next.slot(), "in different Secrets");
    assertEquals(
        List.of(active.kid(), next.kid()),
        JwkSets.parse(login.jwks()).stream().map(PublicJwk::kid).toList());
  }

  @Test
  void isReadyWhenItsPodsHaveLoadedEverything() {
    rig.userCreatesIssuer();
    awaiting(() -> login.assertCondition("Ready", "False", "NoReadyPods"));

    pods.start("login-1");

    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
    JwtIssuerStatus status = login.status();
    assertEquals("https://login." + user.namespace() + ".svc", status.issuerURL());
    assertEquals(login.ring().active().orElseThrow().kid(), status.activeKeyID());
    assertEquals(new JwtIssuerStatus.Replicas(2, 1, 1), status.replicas());
    awaiting(() -> assertTrue(user.eventReasons().contains("Ready")));
    assertTrue(
        user.eventReasons()
            .containsAll(List.of("KeyPrepared", "KeyActivated", "CertificateIssued")));
  }

  @Test
  void neverTouchesAServiceThatSomebodyElseMade() {
    user.creates(
        new ServiceBuilder()
            .withNewMetadata()
            .withName("login")
            .endMetadata()
            .withNewSpec()
            .addNewPort()
            .withPort(80)
            .endPort()
            .endSpec()
            .build());

    rig.userCreatesIssuer();

    awaiting(() -> login.assertCondition("Ready", "False", "NameConflict"));
    login.assertCondition("Stalled", "True", "NameConflict");
    Service foreign = login.get(Service.class, "login");
    assertEquals(80, foreign.getSpec().getPorts().getFirst().getPort());
    assertEquals(Map.of(), Metadata.labels(foreign));

    user.deletes(Service.class, "login");
    pods.start("login-1");

    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
  }

  @Test
  void neverTouchesASigningSecretThatSomebodyElseMade() {
    user.creates(
        new SecretBuilder()
            .withNewMetadata()
            .withName("login-signing-a")
            .endMetadata()
            .withStringData(Map.of("mine", "yes"))
            .build());

    rig.userCreatesIssuer();

    awaiting(() -> login.assertCondition("Ready", "False", "NameConflict"));
    assertEquals(
        "yes", Data.text(login.get(Secret.class, "login-signing-a"), "mine").orElseThrow());
  }

  @Test
  void changesFilesAndNoPodWhenOnlySettingsChange() {
    rig.readyIssuer();
    long generation = login.get(Deployment.class, "login").getMetadata().getGeneration();

    user.patches(JwtIssuer.class, "login", "{\"spec\":{\"token\":{\"ttl\":\"2m\"}}}");

    awaiting(
        () ->
            assertTrue(
                Data.text(login.get(ConfigMap.class, "login-config"), "issuer.json")
                    .orElseThrow()
                    .contains("\"ttlSeconds\":120")));
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
    assertEquals(generation, login.get(Deployment.class, "login").getMetadata().getGeneration());
  }

  @Test
  void writesNothingWhenNothingChanges() {
    rig.readyIssuer();
    rig.settle();
    int writes = rig.writes();

    for (int i = 0; i < 5; i++) {
      rig.touch();
    }

    assertEquals(writes, rig.writes());
  }

  private List<HasMetadata> keyObjects() {
    return List.of(
        login.get(ConfigMap.class, "login-jwks"),
        login.get(Secret.class, "login-signing-a"),
        login.get(Secret.class, "login-signing-b"));
  }

  private static List<String> managers(HasMetadata object) {
    return object.getMetadata().getManagedFields().stream()
        .map(ManagedFieldsEntry::getManager)
        .distinct()
        .toList();
  }

  private static String name(HasMetadata object) {
    return object.getKind() + " " + Metadata.name(object);
  }
}
