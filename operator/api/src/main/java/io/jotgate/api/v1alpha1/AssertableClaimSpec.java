package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A claim that a consumer may fill from its request. */
@ValidationRule(
    value =
        "!(self.name in ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'client_id', 'scope', 'scp', 'role', 'roles', 'groups', 'entitlements', 'azp', 'act', 'may_act', 'cnf', 'transactionId'])",
    message =
        "assertableClaims must not name a claim that says who the client is or what it may do: set scopes, groups or attributes instead")
@ValidationRule(
    value = "''.matches(self.pattern) in [true, false]",
    message = "pattern must be a regular expression")
public record AssertableClaimSpec(
    @JsonPropertyDescription(
            "Name of the claim; a mapping of the issuer must fill it from the body.")
        @Required
        @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z_][A-Za-z0-9_.:/-]*$")
        String name,
    @JsonPropertyDescription("Regular expression (RE2) that the whole value has to match.")
        @Required
        @Size(min = 1, max = 256)
        String pattern) {}
