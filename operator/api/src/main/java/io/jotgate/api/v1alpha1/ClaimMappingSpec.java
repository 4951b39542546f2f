package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How one claim is filled. */
@ValidationRule(
    value = "!self.claim.matches('" + ClaimNames.RESERVED + "')",
    message =
        "claim is one that the token service sets itself or that changes what the token means: choose another name")
@ValidationRule(
    value = "!self.claim.matches('" + ClaimNames.SENSITIVE + "')",
    message =
        "claim has the name of sensitive data: everybody who sees a token can read it, so leave it out")
@ValidationRule(
    value =
        "!(has(self.from.body) || has(self.from.header)) || !self.claim.matches('"
            + ClaimNames.AUTHORITY
            + "')",
    message =
        "claim decides what the bearer may do and cannot come from the client: take it from consumer or value")
@ValidationRule(
    value = "(!has(self.pattern) && !has(self.maxLength)) || self.type in ['String', 'StringList']",
    message = "pattern and maxLength are for the types String and StringList: remove them")
@ValidationRule(
    value =
        "!has(self.from.value) || (self.type == 'Integer' ? self.from.value.matches('^(0|-?[1-9][0-9]{0,14})$') : "
            + "self.type != 'Boolean' || self.from.value in ['true', 'false'])",
    message =
        "from.value is not of the type of the claim: write an Integer as 42, a Boolean as true or false")
@ValidationRule(
    value =
        "!has(self.from.consumer) || self.from.consumer != 'groups' || self.type == 'StringList'",
    message = "the groups of a consumer are a list: set type to StringList")
public record ClaimMappingSpec(
    @JsonPropertyDescription("Name of the claim.")
        @Required
        @Size(min = 1, max = 128)
        @Pattern(ClaimHeaderSpec.CLAIM)
        String claim,
    @JsonPropertyDescription("Where the value comes from.") @Required ClaimSourceSpec from,
    @JsonPropertyDescription(
            "JSON type of the claim. A value of another type is refused. In attributes, headers and constants the items of a StringList are separated by commas.")
        @Default(Defaults.CLAIM_TYPE)
        @Nullable Type type,
    @JsonPropertyDescription(
            "Whether a request without a value is refused; else the claim is left out.")
        @Default("false")
        @Nullable Boolean required,
    @JsonPropertyDescription(
            "Regular expression (RE2) that the whole of a string has to match, or of each in a list.")
        @Size(min = 1, max = 256)
        @ValidationRule(
            value = "[''.matches(self)].size() == 1",
            message = "pattern is not a regular expression of RE2")
        @Nullable String pattern,
    @JsonPropertyDescription("Most characters of a string, or of each in a list. Absent: 256.")
        @Min(1)
        @Max(1024)
        @Nullable Integer maxLength) {

  /** JSON types of claims. */
  public enum Type {
    /** A string. */
    String,
    /** A whole number of at most 2^53-1. */
    Integer,
    /** True or false. */
    Boolean,
    /** An array of strings. */
    StringList
  }
}
