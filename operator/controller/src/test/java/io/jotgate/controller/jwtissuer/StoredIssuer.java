package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.status.Conditions;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.SigningKey;
import java.util.List;

/** What the API server stores of the issuer {@code login}, as users see it. */
final class StoredIssuer {
  private final KubernetesClient user;
  private final String namespace;

  StoredIssuer(KubernetesClient user, String namespace) {
    this.user = user;
    this.namespace = namespace;
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
    Condition condition = condition(type);
    assertEquals(
        truth + " " + reason,
        condition.getStatus() + " " + condition.getReason(),
        condition::getMessage);
  }

  List<String> events() {
    return user.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .map(each -> each.getReason())
        .toList();
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
    R found = user.resources(type).inNamespace(namespace).withName(name).get();
    assertTrue(found != null, "no " + type.getSimpleName() + " " + name);
    return found;
  }
}
