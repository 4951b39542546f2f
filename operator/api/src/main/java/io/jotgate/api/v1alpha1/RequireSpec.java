package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token must carry: all that is named here. */
public record RequireSpec(
    @JsonPropertyDescription("Scopes.") @Nullable ScopesSpec scopes,
    @JsonPropertyDescription("Claims; all of them.") @Size(max = 16)
        @Nullable List<ClaimSpec> claims,
    @JsonPropertyDescription("Audiences of this rule, any of them. Empty: those of jwt.")
        @Size(max = 16)
        @Nullable List<@Size(min = 1, max = 256) @Pattern(Syntax.AUDIENCE) String> audiences,
    @JsonPropertyDescription("Consumers, any of them: whom the token was given to. Empty: any.")
        @Size(max = 64)
        @Nullable List<ConsumerRef> consumers,
    @JsonPropertyDescription(
            "Groups of the consumer, any of them: the claim groups (RFC 9068). Empty: any.")
        @Size(max = 16)
        @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.AUDIENCE) String> groups) {
  /** Scopes that a token must carry. */
  public record ScopesSpec(
      @JsonPropertyDescription("All of these scopes.") @Size(max = 16)
          @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.SCOPE) String> allOf,
      @JsonPropertyDescription("At least one of these scopes.") @Size(max = 16)
          @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.SCOPE) String> anyOf) {}
}
