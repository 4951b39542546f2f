package io.jotgate.controller.jwtissuer;

import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.Tombstone;
import io.jotgate.testing.apiserver.WithApiServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users decide about the keys of an issuer, apart from when they rotate. */
@WithApiServer
record JwtIssuerKeysIT(NamespaceUser user, IssuerRig rig, StoredIssuer login) {
  @Test
  void takesTheActiveKeyBackAtOnceAndTheNextOneSigns() {
    rig.readyIssuer();
    String revoked = login.ring().active().orElseThrow().kid();
    String next = login.ring().prepared().orElseThrow().kid();

    rig.annotate(JotgateAnnotations.REVOKE_KEY, revoked);

    awaiting(() -> assertEquals(Optional.of(next), login.ring().active().map(SigningKey::kid)));
    assertTrue(login.ring().find(revoked).isEmpty());
    assertEquals(List.of(revoked), login.ring().tombstones().stream().map(Tombstone::kid).toList());
    assertFalse(login.jwks().contains(revoked));
    awaiting(() -> assertTrue(user.eventReasons().contains("KeyRevoked")));
    rig.settle();
  }

  @Test
  void replacesEveryKeyWhenAllAreTakenBack() {
    rig.readyIssuer();
    Set<String> revoked = kids();

    rig.annotate(JotgateAnnotations.REVOKE_KEY, "all");

    awaiting(
        () -> {
          assertTrue(kids().stream().noneMatch(revoked::contains));
          assertEquals(List.of(KeyState.ACTIVE, KeyState.PREPARED), login.states());
        });
    awaiting(() -> login.assertCondition("Ready", "True", "Ready"));
    rig.settle();
    assertTrue(kids().stream().noneMatch(revoked::contains));
  }

  @Test
  void saysWhichKeysThereAreWhenTheOneToTakeBackIsUnknown() {
    rig.readyIssuer();
    Set<String> before = kids();

    rig.annotate(JotgateAnnotations.REVOKE_KEY, "no-such-key");

    awaiting(() -> login.assertCondition("RotationBlocked", "True", "UnknownKey"));
    String message = login.condition("RotationBlocked").getMessage();
    assertTrue(before.stream().allMatch(message::contains), message);
    assertEquals(before, kids());
  }

  @Test
  void aNewAlgorithmIsARotationAndBothKeysArePublished() {
    rig.readyIssuer();
    String old = login.ring().active().orElseThrow().kid();

    edit("{\"spec\":{\"keys\":{\"algorithm\":\"PS256\",\"size\":3072}}}");

    awaiting(() -> assertEquals("PS256", login.ring().active().map(SigningKey::alg).orElseThrow()));
    assertEquals(KeyState.RETIRING, login.ring().find(old).orElseThrow().state());
    awaiting(
        () -> {
          assertTrue(login.jwks().contains("\"PS256\""));
          assertTrue(login.jwks().contains("\"ES256\""));
        });
    rig.settle();
  }

  @Test
  void theKeysGoWithTheIssuerOnlyWhenItSaysSo() {
    rig.readyIssuer();
    keyObjects().forEach(object -> assertEquals(List.of(), OwnerReferences.of(object)));

    edit("{\"spec\":{\"deletionPolicy\":\"Delete\"}}");

    String uid = Metadata.uid(login.get(JwtIssuer.class, "login"));
    awaiting(
        () ->
            keyObjects()
                .forEach(
                    object ->
                        assertEquals(
                            List.of(uid),
                            OwnerReferences.of(object).stream()
                                .map(OwnerReference::getUid)
                                .toList())));

    edit("{\"spec\":{\"deletionPolicy\":\"Retain\"}}");

    awaiting(
        () -> keyObjects().forEach(object -> assertEquals(List.of(), OwnerReferences.of(object))));
    rig.settle();
  }

  private void edit(String mergePatch) {
    user.patches(JwtIssuer.class, "login", mergePatch);
  }

  private Set<String> kids() {
    return login.ring().keys().stream().map(SigningKey::kid).collect(Collectors.toSet());
  }

  private List<HasMetadata> keyObjects() {
    return Stream.<HasMetadata>of(
            login.get(ConfigMap.class, "login-jwks"),
            login.get(Secret.class, "login-signing-a"),
            login.get(Secret.class, "login-signing-b"))
        .toList();
  }
}
