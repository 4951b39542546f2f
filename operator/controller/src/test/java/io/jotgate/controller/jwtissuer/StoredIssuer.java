package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.controller.Expectations;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.SigningKey;
import io.jotgate.testing.apiserver.Rig;
import java.util.List;

/** What the API server stores of the issuer {@code login}, as users see it. */
@Rig
final class StoredIssuer {
  private final NamespaceUser user;

  StoredIssuer(NamespaceUser user) {
    this.user = user;
  }

  KeyRing ring() {
    return RingCodec.read(Data.text(get(ConfigMap.class, "login-jwks"), "ring.json").orElseThrow());
  }

  List<KeyState> states() {
    return ring().keys().stream().map(SigningKey::state).toList();
  }

  String jwks() {
    return Data.text(get(ConfigMap.class, "login-jwks"), "jwks.json").orElseThrow();
  }

  JwtIssuerStatus status() {
    JwtIssuerStatus status = get(JwtIssuer.class, "login").getStatus();
    assertTrue(status != null, "no status yet");
    return status;
  }

  Condition condition(String type) {
    return Conditions.find(status().conditions(), type).orElseThrow();
  }

  void assertCondition(String type, String truth, String reason) {
    Expectations.assertCondition(status().conditions(), type, truth, reason);
  }

  List<HasMetadata> ownedObjects() {
    return List.of(
        get(ConfigMap.class, "login-config"),
        get(ConfigMap.class, "login-ca"),
        get(Secret.class, "login-credentials"),
        get(Secret.class, "login-tls"),
        get(Secret.class, "login-ca-key"),
        get(Deployment.class, "login"),
        get(Service.class, "login"),
        get(ServiceAccount.class, "login"),
        get(PodDisruptionBudget.class, "login"),
        get(NetworkPolicy.class, "login"));
  }

  <R extends HasMetadata> R get(Class<R> type, String name) {
    return user.get(type, name);
  }
}
