package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret of the same namespace that the user brings. */
public record LocalSecretRef(
    @JsonPropertyDescription(
            "Name of a Secret in the same namespace. It must carry the label jotgate.io/watch: \"true\".")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Syntax.DNS_SUBDOMAIN)
        String name) {}
