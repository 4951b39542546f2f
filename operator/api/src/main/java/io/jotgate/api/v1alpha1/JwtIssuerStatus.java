package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operator has observed of a {@link JwtIssuer}. */
public record JwtIssuerStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Current state, one entry per type.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("The iss of the tokens.") @Nullable String issuerURL,
    @JsonPropertyDescription("Addresses of the token service.") @Nullable Endpoints endpoints,
    @JsonPropertyDescription("kid of the key that signs.") @Nullable String activeKeyID,
    @JsonPropertyDescription("When the next planned rotation is due (RFC 3339).")
        @Nullable String nextRotationTime,
    @JsonPropertyDescription("Revision of the key ring.") @Nullable Long ringEpoch,
    @JsonPropertyDescription(
            "The public key ring as it is in ring.json of the ConfigMap <name>-jwks: the copy to recover from when that is lost.")
        @SchemaFrom(type = Object.class)
        @PreserveUnknownFields
        @Nullable Map<String, Object> ring,
    @JsonPropertyDescription("Pods of the token service.") @Nullable Replicas replicas,
    @JsonPropertyDescription("ApiConsumers that this issuer accepts.")
        @Min(0)
        @Max(Integer.MAX_VALUE)
        @Nullable Integer consumers,
    @JsonPropertyDescription("ProtectedRoutes that trust this issuer.")
        @Min(0)
        @Max(Integer.MAX_VALUE)
        @Nullable Integer routes) {
  /** Addresses of the token service. */
  public record Endpoints(
      @Nullable String auth,
      @Nullable String token,
      @Nullable String jwks,
      @Nullable String metadata) {}

  /** Pods: wanted, ready, and those that have loaded the current ring. */
  public record Replicas(
      @Min(0) @Max(Integer.MAX_VALUE) @Nullable Integer desired,
      @Min(0) @Max(Integer.MAX_VALUE) @Nullable Integer ready,
      @Min(0) @Max(Integer.MAX_VALUE) @Nullable Integer acknowledged) {}
}
