package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A claim that a token must carry. */
public record ClaimSpec(
    @JsonPropertyDescription("Name of a claim: a string, or an array of strings.")
        @Required
        @Size(min = 1, max = 128)
        @Pattern(ClaimHeaderSpec.CLAIM)
        String name,
    @JsonPropertyDescription("Values of which one must be there.")
        @Required
        @Size(min = 1, max = 16)
        List<@Size(min = 1, max = 256) String> anyOf) {}
