package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A workload of the same namespace. */
public record WorkloadRef(
    @JsonPropertyDescription("Kind of the workload (apps/v1).") @Required Kind kind,
    @JsonPropertyDescription("Name of the workload, in the namespace of the route.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Syntax.DNS_LABEL)
        String name) {
  /** Workloads that own pods. */
  public enum Kind {
    /** apps/v1 Deployment. */
    Deployment,
    /** apps/v1 StatefulSet. */
    StatefulSet,
    /** apps/v1 DaemonSet. */
    DaemonSet
  }
}
