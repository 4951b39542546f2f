package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Audiences and lifetimes of tokens. */
@ValidationRule(
    value = "duration(self.ttl) <= duration(self.maxTTL)",
    message = "ttl must not be longer than maxTTL: raise maxTTL or lower ttl")
@ValidationRule(
    value = "duration(self.ttl) >= duration('10s')",
    message = "ttl must be at least 10s: shorter tokens expire before they are used")
@ValidationRule(
    value = "duration(self.maxTTL) <= duration('24h')",
    message =
        "maxTTL must be at most 24h: a token cannot be taken back where a verifier does not ask")
public record TokenSpec(
    @JsonPropertyDescription("The catalogue of audiences (RFC 7519 aud) that a token may name.")
        @Required
        @Size(min = 1, max = 16)
        List<@Size(min = 1, max = 256) @Pattern(Syntax.AUDIENCE) String> audiences,
    @JsonPropertyDescription("Life of a token when the request does not ask for less.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Default(Defaults.TOKEN_TTL)
        @Nullable GoDuration ttl,
    @JsonPropertyDescription("Longest life of a token; at most 24h.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Default(Defaults.TOKEN_MAX_TTL)
        @Nullable GoDuration maxTTL) {}
