package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user wants of a {@link JwtIssuer}. */
@ValidationRule(
    value =
        "has(self.issuerURL) == has(oldSelf.issuerURL) && (!has(self.issuerURL) || self.issuerURL == oldSelf.issuerURL)",
    message =
        "issuerURL is immutable: it is the iss of every token in use; create a new JwtIssuer instead")
@ValidationRule(
    value =
        "duration(self.keys.rotation.interval) >= duration(self.keys.rotation.verifierCache) + duration(self.token.maxTTL) + "
            + "(self.keys.rotation.activation == 'AfterDelay' ? duration('10m') : duration('4m'))",
    message =
        "keys.rotation.interval is too short: it must be at least verifierCache + token.maxTTL + 4m (10m with activation AfterDelay), "
            + "so that a key is published before it signs and kept until its last token has expired; raise interval, or lower verifierCache or maxTTL")
@ValidationRule(
    value =
        "!has(self.claims.mappings) || !self.authentication.apiKey.enabled || self.claims.mappings.all(m, !has(m.from.header) || "
            + "!self.authentication.apiKey.headers.exists(h, h.lowerAscii() == m.from.header.lowerAscii()))",
    message =
        "claims.mappings reads a header that carries API keys: map another header, or take it out of authentication.apiKey.headers")
public record JwtIssuerSpec(
    @JsonPropertyDescription(
            "The iss of every token (RFC 8414 issuer identifier). Absent: https://<name>.<namespace>.svc. Immutable.")
        @Pattern("^https://[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*$")
        @Size(max = 256)
        @Nullable String issuerURL,
    @JsonPropertyDescription("What a token may say and how long it lives.") @Required
        TokenSpec token,
    @JsonPropertyDescription("Signing keys and their rotation.") @Default("{}")
        @Nullable KeysSpec keys,
    @JsonPropertyDescription("How a client proves who it is.") @Default("{}")
        @Nullable AuthenticationSpec authentication,
    @JsonPropertyDescription(
            "The catalogue of scopes. Empty: consumers of this namespace may name any scope.")
        @Size(max = 256)
        @Nullable List<ScopeSpec> scopes,
    @JsonPropertyDescription("The claims of a token besides those that each token has.")
        @Default("{}")
        @Nullable ClaimsSpec claims,
    @JsonPropertyDescription("How the token service answers.") @Default("{}")
        @Nullable ResponseSpec response,
    @JsonPropertyDescription(
            "What ApiConsumers of other namespaces may have. Empty: only those of this namespace get tokens.")
        @Size(max = 16)
        @Nullable List<ConsumerPolicySpec> consumerPolicies,
    @JsonPropertyDescription("The certificate of the token service.") @Default("{}")
        @Nullable TlsSpec tls,
    @JsonPropertyDescription("The pods of the token service.") @Default("{}")
        @Nullable DeploymentSpec deployment,
    @JsonPropertyDescription(
            "What becomes of the signing keys and the JWKS when the JwtIssuer is deleted. Retain: they stay, and a new JwtIssuer of the name keeps old tokens valid. Delete: they go.")
        @Default(Defaults.DELETION_POLICY)
        @Nullable DeletionPolicy deletionPolicy) {

  /** What becomes of the keys when the issuer goes. */
  public enum DeletionPolicy {
    /** They stay. */
    Retain,
    /** They go. */
    Delete
  }
}
