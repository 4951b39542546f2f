package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The claims of a token besides those that each token has. */
@ValidationRule(
    value =
        "!has(self.mappings) || !has(self.sensitive.denyNames) || self.mappings.all(m, !self.sensitive.denyNames.exists(d, "
            + "d.lowerAscii().replace('-', '').replace('_', '') == m.claim.lowerAscii().replace('-', '').replace('_', '')))",
    message =
        "mappings has a claim that is in sensitive.denyNames: remove the mapping, or the name from denyNames")
public record ClaimsSpec(
    @JsonPropertyDescription(
            "How claims are filled. Nothing gets into a token that no mapping names.")
        @Size(max = 32)
        @ValidationRule(
            value = "self.all(a, self.exists_one(b, b.claim == a.claim))",
            message = "mappings has a claim twice: map each claim once")
        @Nullable List<ClaimMappingSpec> mappings,
    @JsonPropertyDescription(
            "The id of one issue of a token (UUID version 7), which is also in the header X-Transaction-Id and in the audit.")
        @Default("{}")
        @Nullable TransactionIdSpec transactionId,
    @JsonPropertyDescription("What happens to sensitive data.") @Default("{}")
        @Nullable SensitiveSpec sensitive) {

  /** The transaction id in a token. */
  public record TransactionIdSpec(
      @JsonPropertyDescription("Whether tokens have the claim transactionId.") @Default("true")
          @Nullable Boolean enabled) {}

  /** Sensitive data in claims. */
  public record SensitiveSpec(
      @JsonPropertyDescription(
              "What happens to a value that looks like sensitive data (card number, IBAN, national id, PEM, JWT, known keys). Reject: the request is refused with the names of the claim and the rule. Drop: the claim is left out; a required one is refused.")
          @Default(Defaults.SENSITIVE_ACTION)
          @Nullable Action action,
      @JsonPropertyDescription(
              "Names of claims that no mapping may have, besides those that are always refused (password, token, ssn ...). Case, - and _ do not count.")
          @Size(max = 64)
          @Nullable List<@Size(min = 1, max = 128) @Pattern(ClaimHeaderSpec.CLAIM) String>
              denyNames) {

    /** What happens to a value that looks like sensitive data. */
    public enum Action {
      /** The request is refused. */
      Reject,
      /** The claim is left out. */
      Drop
    }
  }
}
