package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.IssuerRef;
import io.jotgate.api.v1alpha1.Rfc3339Time;
import io.jotgate.controller.apiconsumer.WantedCredential.Generated;
import io.jotgate.controller.apiconsumer.WantedCredential.RotationRule;
import io.jotgate.issuer.model.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Consumers for tests. */
final class Consumers {
  private Consumers() {}

  static ApiConsumer named(String name, String uid) {
    var consumer = new ApiConsumer();
    consumer.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("shop")
            .withUid(uid)
            .withGeneration(1L)
            .withCreationTimestamp("2026-01-01T00:00:00Z")
            .build());
    consumer.setSpec(
        new ApiConsumerSpec(
            List.of(new IssuerRef("login")), false, List.of("orders:read"), List.of()));
    return consumer;
  }

  /** The spec of a consumer with an end. */
  static ApiConsumerSpec expiring(ApiConsumer consumer, Instant end) {
    ApiConsumerSpec spec = consumer.getSpec();
    return new ApiConsumerSpec(
        spec.issuerRefs(),
        spec.suspended(),
        new Rfc3339Time(end.toString()),
        spec.scopes(),
        spec.audiences(),
        spec.groups(),
        spec.attributes(),
        spec.assertableClaims(),
        spec.tokenTTL(),
        spec.credentials());
  }

  static ApiConsumer suspended(ApiConsumer consumer) {
    ApiConsumer changed = named(consumer.getMetadata().getName(), consumer.getMetadata().getUid());
    changed.setSpec(
        new ApiConsumerSpec(
            consumer.getSpec().issuerRefs(),
            true,
            consumer.getSpec().scopes(),
            consumer.getSpec().audiences()));
    changed.setStatus(consumer.getStatus());
    return changed;
  }

  /** The state of a consumer's key {@code main} as its Secret tells it. */
  static CredentialState issued(ApiConsumer consumer, ApiKey key, Instant at) {
    return CredentialState.of(consumer, "main", Optional.of(secret(consumer, key, at)));
  }

  /** The Secret of a consumer's first key {@code main}. */
  static Secret secret(ApiConsumer consumer, ApiKey key, Instant at) {
    return ApiConsumerObjects.apiKey(
        consumer, key, KeyLedger.first(key.verifier("main"), Optional.empty(), at));
  }

  /** The credential that every consumer has unless it wants others. */
  static Generated main() {
    return new Generated(
        "main", Optional.empty(), new RotationRule(Optional.empty(), Duration.ofDays(7)));
  }
}
