package io.jotgate.controller.consent;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.LocalIssuerRef;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteSpec;
import io.jotgate.controller.resource.Metadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The issuers that a resource refers to, sorted and without duplicates. */
public final class IssuerReferences {
  private IssuerReferences() {}

  /** Issuers that a consumer names. */
  public static List<IssuerId> of(ApiConsumer consumer) {
    String home = Metadata.namespace(consumer);
    return Optional.ofNullable(consumer.getSpec())
        .map(ApiConsumerSpec::issuerRefs)
        .orElse(List.of())
        .stream()
        .filter(Objects::nonNull)
        .filter(reference -> reference.name() != null)
        .map(
            reference ->
                new IssuerId(
                    Optional.ofNullable(reference.namespace()).orElse(home), reference.name()))
        .distinct()
        .sorted()
        .toList();
  }

  /** Names of the issuers of its own namespace that a route names. */
  public static List<String> of(ProtectedRoute route) {
    return Optional.ofNullable(route.getSpec())
        .map(ProtectedRouteSpec::issuerRefs)
        .orElse(List.of())
        .stream()
        .filter(Objects::nonNull)
        .map(LocalIssuerRef::name)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}
