package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator has observed of an {@link ApiConsumer}. */
public record ApiConsumerStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Current state, one entry per type.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("The client_id of its tokens.") @Nullable String clientID,
    @JsonPropertyDescription("The sub of its tokens; stable for the life of this object.")
        @Nullable String subject,
    @JsonPropertyDescription("Credentials that exist.") @Nullable List<Credential> credentials,
    @JsonPropertyDescription("What each issuer says of this consumer.")
        @Nullable List<AcceptedBy> acceptedBy) {
  /** One credential: its public id, and the Secret that holds it. */
  public record Credential(
      @Nullable String name,
      @Nullable String id,
      @Nullable String secretName,
      @Nullable String createdAt) {}

  /** Whether one issuer takes this consumer, and why not. */
  public record AcceptedBy(
      @Nullable String issuer, @Nullable Boolean accepted, @Nullable String reason) {}
}
