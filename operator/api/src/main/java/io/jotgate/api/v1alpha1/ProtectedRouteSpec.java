package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user wants of a {@link ProtectedRoute}. */
@ValidationRule(
    value = "self.rules.all(a, self.rules.exists_one(b, b.name == a.name))",
    message =
        "two rules have the same name: names appear in logs and answers, so give each its own")
@ValidationRule(
    value =
        "size(self.issuerRefs) < 2 || !has(self.jwt) || !has(self.jwt.claimHeaders) || size(self.jwt.claimHeaders) == 0 || self.jwt.claimHeaders.exists(mapped, mapped.claim == 'iss')",
    message =
        "jwt.claimHeaders must map iss too: the route accepts several issuers, and the same sub of two issuers is not the same caller")
public record ProtectedRouteSpec(
    @JsonPropertyDescription("Issuers whose tokens are accepted.")
        @Required
        @Size(min = 1, max = 8)
        @ValidationRule(
            value = "self.all(a, self.exists_one(b, b.name == a.name))",
            message = "issuerRefs names an issuer twice: name each once")
        List<LocalIssuerRef> issuerRefs,
    @JsonPropertyDescription("Which proxy enforces this, and where.") @Required
        EnforcementSpec enforcement,
    @JsonPropertyDescription("Host names that the rules hold for. Empty: any.")
        @Size(max = 16)
        @ValidationRule(
            value = "self.all(host, host != 'jotgate-ready.internal')",
            message =
                "hosts names jotgate-ready.internal, where the sidecar answers the kubelet: name the hosts that clients use")
        @Nullable
            List<
                @Size(min = 1, max = 253)
                @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
                String>
            hosts,
    @JsonPropertyDescription("How tokens are checked.") @Default("{}") @Nullable JwtSpec jwt,
    @JsonPropertyDescription(
            "What is allowed. The most specific match decides; order has no meaning; a path that no rule names is refused.")
        @Required
        @Size(min = 1, max = 64)
        List<RuleSpec> rules) {}
