package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator has observed of a {@link TokenRevocation}. */
public record TokenRevocationStatus(
    @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Current state, one entry per type.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("How many of the pods that trust the issuer refuse the tokens.")
        @Nullable Propagation propagation) {
  /** Pods whose sidecar verifies tokens of the issuer: all, and those that refuse these. */
  public record Propagation(
      @Min(0) @Max(Integer.MAX_VALUE) @Nullable Integer total,
      @Min(0) @Max(Integer.MAX_VALUE) @Nullable Integer acknowledged) {}
}
