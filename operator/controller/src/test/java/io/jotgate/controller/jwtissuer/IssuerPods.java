package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.propagation.IssuerStateClient;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.IssuerConfigCodec;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.RingCodec;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.SigningKey;
import io.jotgate.testing.apiserver.Rig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the kubelet and the token service of the issuer {@code login}: pods that are
 * objects only, and answers that say that a pod has loaded what is stored now, or what was stored
 * when it stopped to load.
 */
@Rig
final class IssuerPods implements IssuerStateClient {
  private final NamespaceUser user;
  private final Map<String, String> namesByAddress = new ConcurrentHashMap<>();
  private final Map<String, Optional<IssuerState>> stuck = new ConcurrentHashMap<>();

  IssuerPods(NamespaceUser user) {
    this.user = user;
  }

  /** A ready pod on a node of which there is no object. */
  void start(String name) {
    start(name, "node-1", "https");
  }

  /** A ready pod of a Deployment whose port has this name. */
  void startSpeaking(String name, String port) {
    start(name, "node-1", port);
  }

  private void start(String name, String node, String port) {
    String address = "10.0.0." + (namesByAddress.size() + 1);
    namesByAddress.put(address, name);
    Pod pod =
        user.creates(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(JotgateLabels.ofIssuerPod("login"))
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .addNewContainer()
                .withName("issuer")
                .withImage("issuer:test")
                .addNewPort()
                .withName(port)
                .withContainerPort(8443)
                .endPort()
                .endContainer()
                .endSpec()
                .build());
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
    user.writesStatus(pod);
  }

  /** A ready pod that does not answer. */
  void startSilent(String name) {
    stuck.put(name, Optional.empty());
    start(name);
  }

  /** A pod that does not answer and that a node runs. */
  void startSilent(String name, String node) {
    stuck.put(name, Optional.empty());
    start(name, node, "https");
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
    if (user.find(Pod.class, name).isEmpty()) {
      // The operator may know a pod for a while that is gone.
      return Optional.empty();
    }
    return Optional.ofNullable(stuck.get(name)).orElseGet(() -> loaded(name));
  }

  private Optional<IssuerState> loaded(String name) {
    Optional<KeyRing> ring = configMap("login-jwks", "ring.json").map(RingCodec::read);
    return ring.map(
        found ->
            new IssuerState(
                name,
                found.ownerUid(),
                found.epoch(),
                found.keys().stream().map(SigningKey::kid).toList(),
                found.active().map(SigningKey::kid).orElse(null),
                credentialsRevision(),
                configMap("login-config", "issuer.json")
                    .map(IssuerConfigCodec::read)
                    .map(IssuerConfigCodec::hash)
                    .orElse(null),
                true,
                "test"));
  }

  private @Nullable String credentialsRevision() {
    return user.find(Secret.class, "login-credentials")
        .flatMap(found -> Data.text(found, "credentials.json"))
        .map(text -> CredentialsCodec.read(text).revision())
        .orElse(null);
  }

  private Optional<String> configMap(String name, String key) {
    return user.find(ConfigMap.class, name).flatMap(map -> Data.text(map, key));
  }
}
