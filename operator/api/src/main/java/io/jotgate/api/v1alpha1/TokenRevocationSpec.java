package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants of a {@link TokenRevocation}.
 *
 * <p>What it names cannot change: until when it is needed follows from the time of its creation.
 */
@ValidationRule(
    value = "has(self.jti) || has(self.consumerRef) || has(self.keyID) || has(self.issuedBefore)",
    message = "name what to take back: one of jti, consumerRef, keyID and issuedBefore is needed")
@ValidationRule(
    value = "!has(self.issuedBefore) || !has(self.jti) && !has(self.keyID)",
    message =
        "issuedBefore does not narrow jti or keyID: put it into a TokenRevocation of its own, alone or with consumerRef")
@ValidationRule(
    value =
        "has(self.jti) == has(oldSelf.jti) && (!has(self.jti) || self.jti == oldSelf.jti) && has(self.consumerRef) == has(oldSelf.consumerRef) && (!has(self.consumerRef) || self.consumerRef == oldSelf.consumerRef) && has(self.keyID) == has(oldSelf.keyID) && (!has(self.keyID) || self.keyID == oldSelf.keyID) && has(self.issuedBefore) == has(oldSelf.issuedBefore) && (!has(self.issuedBefore) || self.issuedBefore == oldSelf.issuedBefore)",
    message =
        "jti, consumerRef, keyID and issuedBefore are immutable: create another TokenRevocation for more tokens, and delete this one to take it back")
public record TokenRevocationSpec(
    @JsonPropertyDescription("Issuer whose tokens are refused. Immutable.")
        @Required
        @ValidationRule(
            value = "self == oldSelf",
            message = "issuerRef is immutable: create another TokenRevocation for another issuer")
        LocalIssuerRef issuerRef,
    @JsonPropertyDescription("Ids of single tokens (claim jti).") @Size(min = 1, max = 64)
        @Nullable List<@Size(min = 1, max = 128) @Pattern(Syntax.TOKEN_ID) String> jti,
    @JsonPropertyDescription(
            "Consumer whose tokens are refused that were issued before issuedBefore or, without it, before this was created.")
        @Nullable LocalConsumerRef consumerRef,
    @JsonPropertyDescription(
            "Signing key (kid) all of whose tokens are refused. The annotation jotgate.io/revoke-key of the issuer also keeps it from signing.")
        @Size(min = 1, max = 128)
        @Pattern(Syntax.KEY_ID)
        @Nullable String keyID,
    @JsonPropertyDescription(
            "Tokens are refused that were issued before this (RFC 3339), such as 2027-01-31T00:00:00Z: those of the consumer, or of everybody.")
        @SchemaFrom(type = String.class)
        @Pattern(Rfc3339Time.PATTERN)
        @Size(max = 32)
        @ValidationRule(
            value = "timestamp(self) > timestamp('2000-01-01T00:00:00Z')",
            message = "issuedBefore must be a date and time after the year 2000")
        @Nullable Rfc3339Time issuedBefore,
    @JsonPropertyDescription("Why, for people.") @Size(max = 256) @Nullable String reason,
    @JsonPropertyDescription(
            "How long the object stays after it has expired. Absent: until somebody deletes it.")
        @Min(0)
        @Max(31_536_000)
        @Nullable Long ttlSecondsAfterExpiry) {}
