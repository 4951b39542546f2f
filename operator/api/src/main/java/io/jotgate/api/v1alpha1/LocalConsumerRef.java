package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An {@link ApiConsumer} of the same namespace, which may be gone. */
public record LocalConsumerRef(
    @JsonPropertyDescription("Name of an ApiConsumer in the same namespace; it may be gone.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.DNS_LABEL)
        String name) {}
