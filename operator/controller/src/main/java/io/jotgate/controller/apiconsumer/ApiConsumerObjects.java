package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.AssertableClaimSpec;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AssertableClaim;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiers;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.InvalidDocumentException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects of an ApiConsumer as they should be. */
final class ApiConsumerObjects {
  /** Key of the API key in its Secret. */
  static final String API_KEY = "apiKey";

  /** Key of the API key that takes its place soon; not every pod may know it yet. */
  static final String NEXT_API_KEY = "nextApiKey";

  /** Key of the hashes in their Secret. */
  static final String VERIFIERS = "verifiers.json";

  private ApiConsumerObjects() {}

  /** The Secret of a new API key, for whoever calls the issuer. */
  static Secret apiKey(ApiConsumer consumer, ApiKey key, KeyLedger ledger) {
    return new SecretBuilder()
        .withMetadata(
            metadata(consumer, ObjectNames.apiKey(Metadata.name(consumer), ledger.current().name()))
                .addToAnnotations(ledger.annotations())
                .build())
        .withType("Opaque")
        .withData(Data.encoded(Map.of(API_KEY, key.text())))
        .build();
  }

  /** The Secret of an API key with a next key in it, which no client is to use yet. */
  static Secret withNext(Secret read, ApiKey next, KeyLedger ledger) {
    return annotated(read, ledger)
        .addToData(Data.encoded(Map.of(NEXT_API_KEY, next.text())))
        .build();
  }

  /** The Secret of an API key with the next key in the place of the current one. */
  static Secret promoted(Secret read, KeyLedger ledger) {
    return annotated(read, ledger)
        .addToData(API_KEY, read.getData().get(NEXT_API_KEY))
        .removeFromData(NEXT_API_KEY)
        .build();
  }

  /** The Secret of an API key of which something else is said. */
  static SecretBuilder annotated(Secret read, KeyLedger ledger) {
    SecretBuilder builder = new SecretBuilder(read);
    var metadata = builder.editMetadata();
    KeyLedger.removable().forEach(metadata::removeFromAnnotations);
    return metadata.addToAnnotations(ledger.annotations()).endMetadata();
  }

  /** The Secret that issuers read: who the consumer is and how to check its credentials. */
  static Secret verifiers(ApiConsumer consumer, ConsumerEntry entry) {
    return new SecretBuilder()
        .withMetadata(metadata(consumer, ObjectNames.verifiers(Metadata.name(consumer))).build())
        .withType("Opaque")
        .withData(
            Data.encoded(
                Map.of(VERIFIERS, ConsumerVerifiersCodec.write(new ConsumerVerifiers(entry)))))
        .build();
  }

  /** What issuers are to know of the consumer. */
  static ConsumerEntry entry(ApiConsumer consumer, List<? extends CredentialVerifier> verifiers) {
    Optional<ApiConsumerSpec> spec = Optional.ofNullable(consumer.getSpec());
    return new ConsumerEntry(
        clientId(consumer),
        Metadata.uid(consumer),
        spec.map(ApiConsumerSpec::scopes).orElse(List.of()),
        spec.map(ApiConsumerSpec::audiences).orElse(List.of()),
        spec.map(ApiConsumerSpec::groups).orElse(List.of()),
        spec.map(ApiConsumerSpec::attributes).orElse(Map.of()),
        claims(spec).flatMap(claim -> usable(claim).stream()).toList(),
        spec.map(ApiConsumerSpec::tokenTTL)
            .flatMap(GoDuration::toDuration)
            .map(Duration::toSeconds)
            .orElse(null),
        WantedCredential.expiryOf(consumer).orElse(null),
        List.copyOf(verifiers));
  }

  /** Names of claims whose pattern no issuer takes, though the API server did. */
  static List<String> unusableClaims(ApiConsumer consumer) {
    return claims(Optional.ofNullable(consumer.getSpec()))
        .filter(claim -> usable(claim).isEmpty())
        .map(AssertableClaimSpec::name)
        .toList();
  }

  private static Stream<AssertableClaimSpec> claims(Optional<ApiConsumerSpec> spec) {
    return spec.map(ApiConsumerSpec::assertableClaims).orElse(List.of()).stream();
  }

  private static Optional<AssertableClaim> usable(AssertableClaimSpec claim) {
    try {
      return Optional.of(new AssertableClaim(claim.name(), claim.pattern()));
    } catch (InvalidDocumentException refused) {
      return Optional.empty();
    }
  }

  /** What the Secret tells issuers; empty if it was edited beyond reading. */
  static Optional<ConsumerEntry> published(Secret verifiers) {
    try {
      return Data.text(verifiers, VERIFIERS)
          .map(text -> ConsumerVerifiersCodec.read(text).consumer());
    } catch (InvalidDocumentException edited) {
      return Optional.empty();
    }
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
