package io.jotgate.controller.tls;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.jotgate.controller.resource.JotgateLabels;
import java.util.Map;
import java.util.SortedSet;

/**
 * Whose certificates these are.
 *
 * @param issuer name of the JwtIssuer
 * @param namespace its namespace
 * @param reference the owner reference of what is made for it
 * @param names the names that its leaf must carry
 */
public record CertificateOwner(
    String issuer, String namespace, OwnerReference reference, SortedSet<String> names) {
  Map<String, String> labels() {
    return JotgateLabels.ofIssuer(issuer);
  }

  ObjectMeta metadata(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(labels())
        .withOwnerReferences(reference)
        .build();
  }
}
