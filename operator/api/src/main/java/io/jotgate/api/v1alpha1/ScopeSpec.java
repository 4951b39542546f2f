package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One entry of the scope catalogue. */
public record ScopeSpec(
    @JsonPropertyDescription("A scope-token (RFC 6749 section 3.3).")
        @Required
        @Size(min = 1, max = 128)
        @Pattern(Syntax.SCOPE)
        String name,
    @JsonPropertyDescription("What it allows, for people.") @Size(max = 512)
        @Nullable String description) {}
