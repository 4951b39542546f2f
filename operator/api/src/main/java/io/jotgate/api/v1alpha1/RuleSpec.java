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
    message = "a rule has either require or action: remove one")
@ValidationRule(
    value = "!(has(self.action) && has(self.mode) && self.mode == 'Audit')",
    message = "mode Audit is for what require says: remove action")
@ValidationRule(
    value = "!(has(self.action) && self.action == 'Deny' && has(self.stream))",
    message = "a rule with action Deny has no answer that could go on: remove stream")
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
    @JsonPropertyDescription(
            "AllowAnonymous: no token is asked for. Deny: refused whatever it carries. Absent: a token is required.")
        @Nullable Action action,
    @JsonPropertyDescription(
            "Audit: nothing is refused; what would be is in the access log, and the workload gets no identity. Absent: Enforce.")
        @Nullable Mode mode,
    @JsonPropertyDescription(
            "Present: answers may go on. Absent: an answer is complete within 15s.")
        @Nullable StreamSpec stream) {
  /** Whether what is required is enforced. */
  public enum Mode {
    /** A request without what is required is refused. */
    Enforce,
    /** Every request passes, without an identity; the access log tells what would be refused. */
    Audit
  }

  /** What a rule does instead of requiring a token. */
  public enum Action {
    /** Let the request pass without a token. */
    AllowAnonymous,
    /** Refuse the request, for a part of what a wider rule allows. */
    Deny
  }
}
