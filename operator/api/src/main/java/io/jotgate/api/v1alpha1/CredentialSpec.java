package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One way in which a consumer proves who it is. */
@ValidationRule(
    value = "self.name != 'verifiers'",
    message = "the credential name verifiers is taken by the Secret of the hashes: choose another")
@ValidationRule(
    value = "self.type != 'ApiKey' || !has(self.jwks) && !(has(self.secretRef) && has(self.hash))",
    message =
        "a credential of type ApiKey has secretRef or hash, or neither: then its key is generated")
@ValidationRule(
    value = "self.type != 'Basic' || !has(self.jwks) && has(self.secretRef) != has(self.hash)",
    message = "a credential of type Basic needs secretRef or hash, and only one of them")
@ValidationRule(
    value =
        "self.type != 'PrivateKeyJwt' || has(self.jwks) && !has(self.secretRef) && !has(self.hash)",
    message =
        "a credential of type PrivateKeyJwt needs jwks, the public keys of the client, and nothing else")
@ValidationRule(
    value =
        "!has(self.rotation) || self.type == 'ApiKey' && !has(self.secretRef) && !has(self.hash)",
    message = "rotation is for generated API keys only: replace what you bring yourself")
@ValidationRule(
    value =
        "!has(self.hash) || self.type != 'ApiKey' || self.hash.matches('^sha256:[0-9a-f]{64}$')",
    message = "hash of an ApiKey must be sha256: and 64 hex digits: printf %s \"$KEY\" | sha256sum")
@ValidationRule(
    value =
        "!has(self.hash) || self.type != 'Basic' || self.hash.matches('^[$](argon2id[$]v=19[$]m=[0-9]+,t=[0-9]+,p=[0-9]+[$][A-Za-z0-9+/]+[$][A-Za-z0-9+/]+|2[aby][$][0-9]{2}[$][./A-Za-z0-9]{53})$')",
    message =
        "hash of a Basic credential must be an Argon2id hash ($argon2id$v=19$...) or a bcrypt hash ($2b$...)")
public record CredentialSpec(
    @JsonPropertyDescription(
            "Name of the credential. The Secret of a generated API key is named <consumer>-<name>.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.DNS_LABEL)
        String name,
    @JsonPropertyDescription("How the client proves who it is.") @Default("ApiKey")
        @Nullable Type type,
    @JsonPropertyDescription(
            "When it stops being good (RFC 3339), such as 2027-01-31T00:00:00Z. Absent: never.")
        @SchemaFrom(type = String.class)
        @Pattern(Rfc3339Time.PATTERN)
        @Size(max = 32)
        @ValidationRule(
            value = "timestamp(self) > timestamp('2000-01-01T00:00:00Z')",
            message = "expiresAt must be a date and time after the year 2000")
        @Nullable Rfc3339Time expiresAt,
    @JsonPropertyDescription("How a generated API key is replaced.")
        @Nullable CredentialRotationSpec rotation,
    @JsonPropertyDescription(
            "A Secret that you bring. ApiKey: data key apiKey with at least 32 random characters. Basic: type kubernetes.io/basic-auth, user name = client id.")
        @Nullable LocalSecretRef secretRef,
    @JsonPropertyDescription(
            "A hash that you bring instead of the secret itself. ApiKey: sha256:<64 hex digits>. Basic: an Argon2id or bcrypt hash.")
        @Size(min = 1, max = 256)
        @Nullable String hash,
    @JsonPropertyDescription(
            "JWK Set (RFC 7517) with one to four public keys, with which the client signs its assertions (RFC 7523).")
        @Size(min = 1, max = 16384)
        @Nullable String jwks) {

  /** Kinds of credentials. */
  public enum Type {
    /** A long random key in a request header. */
    ApiKey,
    /** Client id and password. */
    Basic,
    /** An assertion that the client signs. */
    PrivateKeyJwt
  }
}
