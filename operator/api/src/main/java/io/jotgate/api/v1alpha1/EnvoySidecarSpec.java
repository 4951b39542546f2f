package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Enforcement by an Envoy sidecar. */
public record EnvoySidecarSpec(
    @JsonPropertyDescription(
            "The workload whose pods carry the label jotgate.io/sidecar: <name>. Immutable.")
        @Required
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "workloadRef is immutable: create another ProtectedRoute for another workload")
        WorkloadRef workloadRef,
    @JsonPropertyDescription(
            "The port of the application in the pod; the sidecar reaches it on 127.0.0.1.")
        @Required
        @Min(1)
        @Max(65535)
        @ValidationRule(
            value = "self != 15080 && self != 15021",
            message =
                "upstreamPort is a port of the sidecar itself (15080, 15021): name the port of the application")
        Integer upstreamPort,
    @JsonPropertyDescription(
            "True: it is no error that the application's port answers without the sidecar.")
        @Default("false")
        @Nullable Boolean allowDirectAccess) {}
