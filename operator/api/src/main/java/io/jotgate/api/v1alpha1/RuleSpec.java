package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule of a route. */
@ValidationRule(
    value = "!(has(self.action) && has(self.require))",
    message = "a rule has either require or action AllowAnonymous: remove one")
public record RuleSpec(
    @JsonPropertyDescription("Name in logs and answers.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Syntax.DNS_LABEL)
        String name,
    @JsonPropertyDescription("Requests that this rule is for: any of these.")
        @Required
        @Size(min = 1, max = 16)
        List<MatchSpec> matches,
    @JsonPropertyDescription("What the token must carry. Absent: a valid token is enough.")
        @Nullable RequireSpec require,
    @JsonPropertyDescription("AllowAnonymous: no token is asked for. Absent: a token is required.")
        @Nullable Action action) {
  /** What a rule does instead of requiring a token. */
  public enum Action {
    /** Let the request pass without a token. */
    AllowAnonymous
  }
}
