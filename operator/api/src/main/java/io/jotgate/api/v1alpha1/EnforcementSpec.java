package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Where a route is enforced. */
public record EnforcementSpec(
    @JsonPropertyDescription("An Envoy sidecar in the pods of a workload.") @Required
        EnvoySidecarSpec envoySidecar) {}
