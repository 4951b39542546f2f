package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the tokens of a route are checked. */
@ValidationRule(
    value =
        "!has(self.clockSkew) || duration(self.clockSkew) >= duration('1s') && duration(self.clockSkew) <= duration('2m')",
    message =
        "clockSkew must be between 1s and 2m: more accepts expired tokens, less refuses good ones")
@ValidationRule(
    value =
        "!has(self.maxTokenAge) || duration(self.maxTokenAge) >= duration('10s') && duration(self.maxTokenAge) <= duration('24h')",
    message = "maxTokenAge must be between 10s and 24h")
public record JwtSpec(
    @JsonPropertyDescription("Audiences that are accepted. Empty: those of each issuer.")
        @Size(max = 16)
        @Nullable List<@Size(min = 1, max = 256) @Pattern(Syntax.AUDIENCE) String> audiences,
    @JsonPropertyDescription("Clock difference that is forgiven.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Default(Defaults.CLOCK_SKEW)
        @Nullable GoDuration clockSkew,
    @JsonPropertyDescription("Longest remaining life of a token that is accepted.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @Default(Defaults.MAX_TOKEN_AGE)
        @Nullable GoDuration maxTokenAge,
    @JsonPropertyDescription("True: the workload receives the token too.") @Default("false")
        @Nullable Boolean forwardToken,
    @JsonPropertyDescription("Claims that the workload receives as headers.")
        @Size(max = 16)
        @ValidationRule(
            value =
                "self.all(a, self.exists_one(b, b.header.lowerAscii() == a.header.lowerAscii()))",
            message = "claimHeaders names a header twice: give each claim a header of its own")
        @Nullable List<ClaimHeaderSpec> claimHeaders) {}
