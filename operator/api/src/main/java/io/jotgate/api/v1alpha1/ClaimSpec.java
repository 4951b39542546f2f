package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim that a token must carry. Its values are those of an array, or the one that a string is.
 */
@ValidationRule(
    value = "has(self.anyOf) || has(self.allOf)",
    message = "a claim needs a value: add anyOf or allOf")
public record ClaimSpec(
    @JsonPropertyDescription("Name of a claim: a string, or an array of strings.")
        @Required
        @Size(min = 1, max = 128)
        @Pattern(ClaimHeaderSpec.CLAIM)
        @ValidationRule(
            value = "self != 'scope' && self != 'scp'",
            message = "scopes are words in a text, not values of a claim: use require.scopes")
        String name,
    @JsonPropertyDescription("Values of which one must be there.") @Size(min = 1, max = 16)
        @Nullable List<@Size(min = 1, max = 256) String> anyOf,
    @JsonPropertyDescription("Values that must all be there.") @Size(min = 1, max = 16)
        @Nullable List<@Size(min = 1, max = 256) String> allOf) {}
