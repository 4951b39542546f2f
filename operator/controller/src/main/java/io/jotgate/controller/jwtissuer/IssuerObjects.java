package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.issuer.model.IssuerConfigCodec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The small desired objects of a token service. */
final class IssuerObjects {
  private IssuerObjects() {}

  /** An identity without rights: the token service has nothing to ask the API server. */
  static ServiceAccount serviceAccount(IssuerSettings settings) {
    return new ServiceAccountBuilder()
        .withMetadata(settings.childMetadata(settings.name()))
        .withAutomountServiceAccountToken(false)
        .build();
  }

  /** A drain takes one pod at a time; a pod that is not ready anyway never holds a drain up. */
  static PodDisruptionBudget disruptionBudget(IssuerSettings settings) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(settings.childMetadata(settings.name()))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString(1))
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .withNewSelector()
        .withMatchLabels(settings.podSelector())
        .endSelector()
        .endSpec()
        .build();
  }

  /** The settings that the token service reads. */
  static ConfigMap config(IssuerSettings settings) {
    return new ConfigMapBuilder()
        .withMetadata(settings.childMetadata(ObjectNames.issuerConfig(settings.name())))
        .withData(Map.of(IssuerFiles.CONFIG, IssuerConfigCodec.write(settings.config())))
        .build();
  }

  /**
   * When credentials were last used, for those who look after consumers.
   *
   * @param hours RFC 3339 texts by the id of the credential
   */
  static ConfigMap usage(IssuerSettings settings, Map<String, String> hours) {
    ObjectMeta metadata = settings.childMetadata(ObjectNames.usage(settings.name()));
    Map<String, String> labels = new TreeMap<>(settings.labels());
    labels.put(JotgateLabels.DOCUMENTS, JotgateLabels.USAGE);
    metadata.setLabels(labels);
    return new ConfigMapBuilder().withMetadata(metadata).withData(hours).build();
  }

  /**
   * Who may have tokens, and the hashes of their credentials.
   *
   * @param acknowledged the revision that every pod has loaded, if there is one
   */
  static Secret credentials(
      IssuerSettings settings, Credentials credentials, Optional<String> acknowledged) {
    ObjectMeta metadata = settings.childMetadata(ObjectNames.credentials(settings.name()));
    Map<String, String> annotations = new TreeMap<>();
    annotations.put(JotgateAnnotations.REVISION, credentials.revision());
    acknowledged.ifPresent(
        revision -> annotations.put(JotgateAnnotations.ACKNOWLEDGED_REVISION, revision));
    metadata.setAnnotations(annotations);
    return new SecretBuilder()
        .withMetadata(metadata)
        .withType("Opaque")
        .withData(
            Data.encoded(Map.of(IssuerFiles.CREDENTIALS, CredentialsCodec.write(credentials))))
        .build();
  }
}
