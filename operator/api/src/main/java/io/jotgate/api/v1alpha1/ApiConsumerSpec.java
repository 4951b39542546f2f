package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
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
            value = "self.all(a, self.exists_one(b, b.name == a.name))",
            message = "issuerRefs names an issuer twice: name each once")
        List<LocalIssuerRef> issuerRefs,
    @JsonPropertyDescription("True: no token is given until it is false again. The API key stays.")
        @Default("false")
        @Nullable Boolean suspended,
    @JsonPropertyDescription("Scopes that a token may carry, at most. Empty: none.") @Size(max = 64)
        @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.SCOPE) String> scopes,
    @JsonPropertyDescription(
            "Audiences that a token may name, at most. Empty: those of the issuer.")
        @Size(max = 16)
        @Nullable List<@Size(min = 1, max = 256) @Pattern(Syntax.AUDIENCE) String> audiences) {}
