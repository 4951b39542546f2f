package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.LocalIssuerRef;
import java.util.List;

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
            .build());
    consumer.setSpec(
        new ApiConsumerSpec(
            List.of(new LocalIssuerRef("login")), false, List.of("orders:read"), List.of()));
    return consumer;
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
}
