package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.keys.RotationPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JwtIssuer whose spec makes sense, with every default filled in: what all desired objects are
 * made of.
 *
 * @param name name of the JwtIssuer
 * @param namespace its namespace
 * @param owner the reference that its objects carry
 * @param config what the token service is told
 * @param rotation when keys rotate
 * @param keysGoToo whether the keys go when the issuer goes
 * @param serving how clients reach its pods
 * @param replicas number of pods
 * @param resources requests and limits that the user wants
 * @param nodeSelector nodes that may run the pods
 * @param tolerations taints that the pods tolerate
 * @param priorityClassName PriorityClass of the pods
 */
record IssuerSettings(
    String name,
    String namespace,
    OwnerReference owner,
    IssuerConfig config,
    RotationPolicy rotation,
    boolean keysGoToo,
    Serving serving,
    int replicas,
    Optional<ResourceRequirements> resources,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    Optional<String> priorityClassName) {

  /** The same, reached in another way. */
  IssuerSettings reached(Serving now) {
    return new IssuerSettings(
        name,
        namespace,
        owner,
        config,
        rotation,
        keysGoToo,
        now,
        replicas,
        resources,
        nodeSelector,
        tolerations,
        priorityClassName);
  }

  /** The uid of the JwtIssuer. */
  String uid() {
    return owner.getUid();
  }

  /** What the objects of the keys go with, if with anything. */
  Optional<OwnerReference> keysOwner() {
    return keysGoToo ? Optional.of(owner) : Optional.empty();
  }

  /** Labels of every object of this issuer. */
  Map<String, String> labels() {
    return new TreeMap<>(JotgateLabels.ofIssuer(name));
  }

  /** Labels of the pods. */
  Map<String, String> podLabels() {
    return new TreeMap<>(JotgateLabels.ofIssuerPod(name));
  }

  /** What selects the pods; immutable in a Deployment. */
  Map<String, String> podSelector() {
    return new TreeMap<>(
        Map.of(JotgateLabels.APP_NAME, JotgateLabels.ISSUER_APP, JotgateLabels.ISSUER, name));
  }

  /** Metadata of an object that goes with the issuer. */
  ObjectMeta childMetadata(String child) {
    return new ObjectMetaBuilder()
        .withName(child)
        .withNamespace(namespace)
        .withLabels(labels())
        .withOwnerReferences(owner)
        .build();
  }
}
