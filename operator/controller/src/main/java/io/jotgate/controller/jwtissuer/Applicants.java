package io.jotgate.controller.jwtissuer;

import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.consent.Applicant;
import io.jotgate.controller.resource.Metadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The consumers that name an issuer.
 *
 * @param consumers all of them, of whatever namespace
 * @param verifiers their verifiers Secrets by consumer
 * @param namespaceLabels labels of their namespaces
 */
record Applicants(
    List<ApiConsumer> consumers,
    Map<ResourceID, Secret> verifiers,
    Map<String, Map<String, String>> namespaceLabels) {
  /** Copies the collections. */
  Applicants {
    consumers = List.copyOf(consumers);
    verifiers = Map.copyOf(verifiers);
    namespaceLabels = Map.copyOf(namespaceLabels);
  }

  /** Nobody. */
  static Applicants none() {
    return new Applicants(List.of(), Map.of(), Map.of());
  }

  /** Each consumer with what decides whether it is taken. */
  List<Applicant> all() {
    Map<String, List<ApiConsumer>> byNamespace =
        consumers.stream().collect(Collectors.groupingBy(Metadata::namespace));
    Function<ApiConsumer, List<ApiConsumer>> neighbours =
        each -> byNamespace.getOrDefault(Metadata.namespace(each), List.of());
    return consumers.stream()
        .map(
            each ->
                new Applicant(
                    each,
                    namespaceLabels.getOrDefault(Metadata.namespace(each), Map.of()),
                    neighbours.apply(each)))
        .toList();
  }

  /** The verifiers Secret of a consumer. */
  Optional<Secret> verifiersOf(ApiConsumer consumer) {
    return Optional.ofNullable(verifiers.get(ResourceID.fromResource(consumer)));
  }
}
