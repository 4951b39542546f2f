package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.controller.propagation.IssuerStateClient;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the kubelet and the token service: pods that are objects only, and answers that say
 * that a pod has loaded what is stored now, or what was stored when it stopped to load.
 */
final class IssuerPods implements IssuerStateClient {
  private final KubernetesClient user;
  private final String namespace;
  private final String issuer;
  private final Map<String, String> namesByAddress = new ConcurrentHashMap<>();
  private final Map<String, Optional<IssuerState>> stuck = new ConcurrentHashMap<>();

  IssuerPods(KubernetesClient user, String namespace, String issuer) {
    this.user = user;
    this.namespace = namespace;
    this.issuer = issuer;
  }

  /** A ready pod on a node. */
  void start(String name) {
    String address = "10.0.0." + (namesByAddress.size() + 1);
    namesByAddress.put(address, name);
    Pod pod =
        user.resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace)
                    .withLabels(JotgateLabels.ofIssuerPod(issuer))
                    .endMetadata()
                    .withNewSpec()
                    .withNodeName("node-1")
                    .addNewContainer()
                    .withName("issuer")
                    .withImage("issuer:test")
                    .endContainer()
                    .endSpec()
                    .build())
            .create();
    pod.setStatus(
        new PodStatusBuilder()
            .withPhase("Running")
            .withPodIP(address)
            .addNewPodIP(address)
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .build());
    user.resource(pod).updateStatus();
  }

  /** A ready pod that does not answer. */
  void startSilent(String name) {
    stuck.put(name, Optional.empty());
    start(name);
  }

  /** From now on the pod loads nothing new. */
  void stopsLoading(String name) {
    stuck.put(name, loaded(name));
  }

  /** The pod loads what is stored, and goes on doing so. */
  void loadsAgain(String name) {
    stuck.remove(name);
  }

  @Override
  public Optional<IssuerState> ask(String address) {
    String name = Optional.ofNullable(namesByAddress.get(address)).orElseThrow();
    return Optional.ofNullable(stuck.get(name)).orElseGet(() -> loaded(name));
  }

  private Optional<IssuerState> loaded(String name) {
    Optional<KeyRing> ring = configMap("-jwks", "ring.json").map(RingCodec::read);
    return ring.map(
        found ->
            new IssuerState(
                name,
                found.ownerUid(),
                found.epoch(),
                found.keys().stream().map(SigningKey::kid).toList(),
                found.active().map(SigningKey::kid).orElse(null),
                credentialsRevision(),
                configMap("-config", "issuer.json")
                    .map(IssuerConfigCodec::read)
                    .map(IssuerConfigCodec::hash)
                    .orElse(null),
                true,
                "test"));
  }

  private @Nullable String credentialsRevision() {
    Secret secret = user.secrets().inNamespace(namespace).withName(issuer + "-credentials").get();
    return Optional.ofNullable(secret)
        .flatMap(found -> Data.text(found, "credentials.json"))
        .map(text -> CredentialsCodec.read(text).revision())
        .orElse(null);
  }

  private Optional<String> configMap(String suffix, String key) {
    ConfigMap found = user.configMaps().inNamespace(namespace).withName(issuer + suffix).get();
    return Optional.ofNullable(found).flatMap(map -> Data.text(map, key));
  }
}
