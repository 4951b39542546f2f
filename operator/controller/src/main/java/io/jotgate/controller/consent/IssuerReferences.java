package io.jotgate.controller.consent;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.LocalIssuerRef;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Names of the issuers that a resource refers to, sorted and without duplicates. */
public final class IssuerReferences {
  private IssuerReferences() {}

  /** Issuers that a consumer names. */
  public static List<String> of(ApiConsumer consumer) {
    return names(Optional.ofNullable(consumer.getSpec()).map(ApiConsumerSpec::issuerRefs));
  }

  /** Issuers that a route names. */
  public static List<String> of(ProtectedRoute route) {
    return names(Optional.ofNullable(route.getSpec()).map(ProtectedRouteSpec::issuerRefs));
  }

  private static List<String> names(Optional<List<LocalIssuerRef>> references) {
    return references.orElse(List.of()).stream()
        .filter(Objects::nonNull)
        .map(LocalIssuerRef::name)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}
