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
    @JsonPropertyDescription(
            "The client_id of its tokens: namespace/name, or the name alone at an issuer of its own namespace. acceptedBy has that of each issuer.")
        @Nullable String clientID,
    @JsonPropertyDescription("The sub of its tokens; stable for the life of this object.")
        @Nullable String subject,
    @JsonPropertyDescription("Credentials that exist.") @Nullable List<Credential> credentials,
    @JsonPropertyDescription("What each issuer says of this consumer.")
        @Nullable List<AcceptedBy> acceptedBy) {
  /** One credential: its public id, and how it stands. */
  public record Credential(
      @JsonPropertyDescription("Its name in the spec.") @Nullable String name,
      @JsonPropertyDescription("What the audit log calls it; never a secret.") @Nullable String id,
      @JsonPropertyDescription(
              "Active, Rotating (a new key is on its way to all pods), Expired, Pending (not there yet) or Invalid (the conditions say why).")
          @Nullable String state,
      @JsonPropertyDescription("The Secret that holds it.") @Nullable String secretName,
      @JsonPropertyDescription("Since when the present key is in use.") @Nullable String createdAt,
      @JsonPropertyDescription("When it stops being good.") @Nullable String expiresAt,
      @JsonPropertyDescription("Until when the key before the present one stays good.")
          @Nullable String previousValidUntil,
      @JsonPropertyDescription("The hour in which it was last used, if it was.")
          @Nullable String lastUsedTime) {}

  /** Whether one issuer takes this consumer, and why not. */
  public record AcceptedBy(
      @JsonPropertyDescription("Name of the issuer, with its namespace if that is another one.")
          @Nullable String issuer,
      @Nullable Boolean accepted,
      @JsonPropertyDescription("Why, or why not.") @Nullable String reason,
      @JsonPropertyDescription("The client_id of its tokens of this issuer.")
          @Nullable String clientID) {}
}
