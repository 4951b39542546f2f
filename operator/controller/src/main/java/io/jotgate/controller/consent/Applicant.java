package io.jotgate.controller.consent;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.controller.resource.Metadata;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A consumer that asks an issuer for tokens.
 *
 * @param consumer the consumer
 * @param namespaceLabels labels of its Namespace; none if that cannot be seen. Its own labels say
 *     nothing: whoever makes a consumer could give it any
 * @param neighbours all consumers of its namespace, itself among them
 */
public record Applicant(
    ApiConsumer consumer, Map<String, String> namespaceLabels, Collection<ApiConsumer> neighbours) {
  private static final Comparator<ApiConsumer> OLDEST_FIRST =
      Comparator.comparing((ApiConsumer each) -> Metadata.createdAt(each).orElse(Instant.MAX))
          .thenComparing(Metadata::name);

  /** Copies the collections. */
  public Applicant {
    namespaceLabels = Map.copyOf(namespaceLabels);
    neighbours = List.copyOf(neighbours);
  }

  String namespace() {
    return Metadata.namespace(consumer);
  }

  /** Credentials of those of its namespace that came to the issuer before it, and its own. */
  int credentialsUpTo(IssuerId issuer) {
    return neighbours.stream()
            .filter(each -> Metadata.namespace(each).equals(namespace()))
            .filter(each -> !Metadata.isBeingDeleted(each))
            .filter(each -> IssuerReferences.of(each).contains(issuer))
            .filter(each -> OLDEST_FIRST.compare(each, consumer) < 0)
            .mapToInt(Applicant::credentialsOf)
            .sum()
        + credentials();
  }

  /** How many credentials its spec has. */
  public int credentials() {
    return credentialsOf(consumer);
  }

  private static int credentialsOf(ApiConsumer consumer) {
    return Optional.ofNullable(consumer.getSpec())
        .map(ApiConsumerSpec::credentials)
        .map(List::size)
        .orElse(1);
  }
}
