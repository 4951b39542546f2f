package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the value of a claim comes from: exactly one source. */
@ValidationRule(
    value =
        "[has(self.consumer), has(self.credential), has(self.body), has(self.header), has(self.value)].filter(s, s).size() == 1",
    message = "from needs exactly one of consumer, credential, body, header and value")
@ValidationRule(
    value =
        "[has(self.consumer) ? self.consumer : '', has(self.body) ? self.body : '', has(self.header) ? self.header : '']"
            + ".all(s, !s.matches('"
            + ClaimNames.SENSITIVE
            + "'))",
    message =
        "from reads something with the name of sensitive data or of a credential: leave it out of tokens")
public record ClaimSourceSpec(
    @JsonPropertyDescription(
            "Name of an attribute of the ApiConsumer; groups: its groups (type StringList).")
        @Size(min = 1, max = 128)
        @Pattern("^[A-Za-z0-9._/:=-]+$")
        @Nullable String consumer,
    @JsonPropertyDescription(
            "What of the credential in use: its Name in the ApiConsumer, its public ID as in the audit, its Type.")
        @Nullable Credential credential,
    @JsonPropertyDescription(
            "JSON Pointer (RFC 6901) into the claims of the request's body. Only for claims in assertableClaims of the ApiConsumer.")
        @Size(min = 1, max = 256)
        @Pattern("^(/([^/~[:cntrl:]]|~[01])*)+$")
        @Nullable String body,
    @JsonPropertyDescription(
            "A request header. Only for claims in assertableClaims of the ApiConsumer.")
        @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z][A-Za-z0-9-]*$")
        @Nullable String header,
    @JsonPropertyDescription("The same value in each token.") @Size(min = 1, max = 1024)
        @Nullable String value) {

  /** What a claim may say about a credential. */
  public enum Credential {
    /** Its name in the ApiConsumer. */
    Name,
    /** Its public id. */
    ID,
    /** Its type. */
    Type
  }
}
