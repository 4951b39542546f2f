package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator has observed of a {@link ProtectedRoute}. */
public record ProtectedRouteStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Current state, one entry per type.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("Issuers and the key ring that every ready pod has loaded.")
        @Nullable List<IssuerStatus> issuers,
    @JsonPropertyDescription("Pods of the workload and those that enforce the current policy.")
        @Nullable Pods pods,
    @JsonPropertyDescription("What the proxy does otherwise than asked, stricter.")
        @Nullable List<String> limitations) {
  /** The lowest ring epoch of an issuer that is live in a ready pod. */
  public record IssuerStatus(@Nullable String name, @Nullable Long ringEpoch) {}

  /** Pods of the workload: all, and those that have loaded the current policy and trust. */
  public record Pods(
      @Min(0) @Max(Integer.MAX_VALUE) @Nullable Integer total,
      @Min(0) @Max(Integer.MAX_VALUE) @Nullable Integer enforced) {}
}
