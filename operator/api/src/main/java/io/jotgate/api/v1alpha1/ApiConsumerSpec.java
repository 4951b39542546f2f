package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the user wants of an {@link ApiConsumer}. */
public record ApiConsumerSpec(
    @JsonPropertyDescription("Issuers that may give tokens to this consumer. Immutable.")
        @Required
        @Size(min = 1, max = 8)
        @ValidationRule(
            value = "self == oldSelf",
            message = "issuerRefs is immutable: create another ApiConsumer for another issuer")
        @ValidationRule(
            value = "self.all(a, self.exists_one(b, b == a))",
            message = "issuerRefs names an issuer twice: name each once")
        List<IssuerRef> issuerRefs,
    @JsonPropertyDescription("True: no token is given until it is false again. The API key stays.")
        @Default("false")
        @Nullable Boolean suspended,
    @JsonPropertyDescription(
            "When it stops getting tokens (RFC 3339), such as 2027-01-31T00:00:00Z. Absent: never.")
        @SchemaFrom(type = String.class)
        @Pattern(Rfc3339Time.PATTERN)
        @Size(max = 32)
        @ValidationRule(
            value = "timestamp(self) > timestamp('2000-01-01T00:00:00Z')",
            message = "expiresAt must be a date and time after the year 2000")
        @Nullable Rfc3339Time expiresAt,
    @JsonPropertyDescription("Scopes that a token may carry, at most. Empty: none.") @Size(max = 64)
        @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.SCOPE) String> scopes,
    @JsonPropertyDescription(
            "Audiences that a token may name, at most. Empty: those of the issuer.")
        @Size(max = 16)
        @Nullable List<@Size(min = 1, max = 256) @Pattern(Syntax.AUDIENCE) String> audiences,
    @JsonPropertyDescription("Groups that it is in, for claims and rules.") @Size(max = 64)
        @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.AUDIENCE) String> groups,
    @JsonPropertyDescription("Facts about it that the issuer may put into claims, by name.")
        @ValidationRule(
            value =
                "self.all(name, name.size() <= 64 && name.matches('^[A-Za-z_][A-Za-z0-9_.-]*$') && self[name].size() > 0 && self[name].size() <= 256 && !self[name].matches('[[:cntrl:]]'))",
            message =
                "attributes must have names of letters, digits and _.- (at most 64 characters), and values of 1 to 256 characters on one line")
        @Nullable Map<String, @Size(max = 256) String> attributes,
    @JsonPropertyDescription("Claims that it may fill from its request.")
        @Size(max = 16)
        @ValidationRule(
            value = "self.all(a, self.exists_one(b, b.name == a.name))",
            message = "assertableClaims names a claim twice: name each once")
        @Nullable List<AssertableClaimSpec> assertableClaims,
    @JsonPropertyDescription("Longest life of its tokens. Absent: what the issuer says.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(max = 24)
        @ValidationRule(
            value = "duration(self) >= duration('10s') && duration(self) <= duration('24h')",
            message = "tokenTTL must be from 10s to 24h")
        @Nullable GoDuration tokenTTL,
    @JsonPropertyDescription("How it proves who it is. Absent: one generated API key named main.")
        @Size(min = 1, max = 16)
        @Default("[{\"name\": \"main\", \"type\": \"ApiKey\"}]")
        @ValidationRule(
            value = "self.all(a, self.exists_one(b, b.name == a.name))",
            message = "credentials has a name twice: name each once")
        @ValidationRule(
            value = "self.filter(c, c.type == 'Basic').size() <= 4",
            message =
                "credentials has more than 4 of type Basic: each login would have to try them all")
        @Nullable List<CredentialSpec> credentials) {
  /** A consumer that is who it is by one generated API key and has no claims of its own. */
  public ApiConsumerSpec(
      List<IssuerRef> issuerRefs,
      @Nullable Boolean suspended,
      @Nullable List<String> scopes,
      @Nullable List<String> audiences) {
    this(
        issuerRefs,
        suspended,
        null,
        scopes,
        audiences,
        null,
        null,
        null,
        null,
        List.of(
            new CredentialSpec("main", CredentialSpec.Type.ApiKey, null, null, null, null, null)));
  }
}
