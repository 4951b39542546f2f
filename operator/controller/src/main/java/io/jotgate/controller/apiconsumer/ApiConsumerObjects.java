package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.issuer.model.KeyVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of an ApiConsumer as they should be. */
final class ApiConsumerObjects {
  /** The one credential of a consumer. */
  static final String CREDENTIAL = "main";

  /** Key of the API key in its Secret. */
  static final String API_KEY = "apiKey";

  /** Key of the hashes in their Secret. */
  static final String VERIFIERS = "verifiers.json";

  private ApiConsumerObjects() {}

  /** The Secret of a new API key, for whoever calls the issuer. */
  static Secret apiKey(ApiConsumer consumer, ApiKey key) {
    KeyVerifier verifier = key.verifier(CREDENTIAL);
    return new SecretBuilder()
        .withMetadata(
            metadata(consumer, ObjectNames.apiKey(Metadata.name(consumer), CREDENTIAL))
                .addToAnnotations(JotgateAnnotations.CREDENTIAL_ID, verifier.id())
                .addToAnnotations(JotgateAnnotations.CREDENTIAL_SHA256, verifier.sha256Hex())
                .build())
        .withType("Opaque")
        .withData(Data.encoded(Map.of(API_KEY, key.text())))
        .build();
  }

  /**
   * The Secret that issuers read: who the consumer is and how to check its key, without the key.
   *
   * @param verifier the key in force; empty: no key is accepted
   */
  static Secret verifiers(ApiConsumer consumer, Optional<KeyVerifier> verifier) {
    var verifiers = new ConsumerVerifiers(entry(consumer, verifier));
    return new SecretBuilder()
        .withMetadata(metadata(consumer, ObjectNames.verifiers(Metadata.name(consumer))).build())
        .withType("Opaque")
        .withData(Data.encoded(Map.of(VERIFIERS, ConsumerVerifiersCodec.write(verifiers))))
        .build();
  }

  /** What issuers are to know of the consumer. */
  static ConsumerEntry entry(ApiConsumer consumer, Optional<KeyVerifier> verifier) {
    Optional<ApiConsumerSpec> spec = Optional.ofNullable(consumer.getSpec());
    return new ConsumerEntry(
        clientId(consumer),
        Metadata.uid(consumer),
        spec.map(ApiConsumerSpec::scopes).orElse(List.of()),
        spec.map(ApiConsumerSpec::audiences).orElse(List.of()),
        verifier.stream().toList());
  }

  /** The {@code client_id} of the consumer's tokens. */
  static String clientId(ApiConsumer consumer) {
    return Metadata.name(consumer);
  }

  private static ObjectMetaBuilder metadata(ApiConsumer consumer, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(Metadata.namespace(consumer))
        .withLabels(JotgateLabels.ofConsumer(Metadata.name(consumer)))
        .withOwnerReferences(OwnerReferences.controlledBy(consumer));
  }
}
