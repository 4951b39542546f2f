package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What consumers of other namespaces may have of an issuer: of what a consumer asks for, it gets
 * what is named here. A namespace that several policies name has what any of them names.
 */
public record ConsumerPolicySpec(
    @JsonPropertyDescription("Namespaces whose ApiConsumers are accepted.") @Required
        NamespaceSelectorSpec namespaces,
    @JsonPropertyDescription("Scopes that they may have. Empty: none.") @Size(max = 64)
        @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.SCOPE) String> scopes,
    @JsonPropertyDescription("Audiences that their tokens may name.")
        @Required
        @Size(min = 1, max = 16)
        List<@Size(min = 1, max = 256) @Pattern(Syntax.AUDIENCE) String> audiences,
    @JsonPropertyDescription("Groups that they may be in. Empty: none.") @Size(max = 64)
        @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.AUDIENCE) String> groups,
    @JsonPropertyDescription(
            "Attributes that they may have, by name, and the values that each may have. Empty: none.")
        @Nullable Map<String, @Size(max = 64) List<@Size(min = 1, max = 256) String>> attributes,
    @JsonPropertyDescription("Claims that they may fill from a request. Empty: none.")
        @Size(max = 16)
        @Nullable List<@Size(min = 1, max = 64) String> assertableClaims,
    @JsonPropertyDescription(
            "Credentials that all consumers of one namespace may have together. The oldest consumers come first.")
        @Default(Defaults.MAX_CREDENTIALS)
        @Min(1)
        @Max(1000)
        @Nullable Integer maxCredentials) {}
