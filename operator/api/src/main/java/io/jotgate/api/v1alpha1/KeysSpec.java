package io.jotgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The signing keys of an issuer. */
@ValidationRule(
    value = "!has(self.size) || self.algorithm.startsWith('RS') || self.algorithm.startsWith('PS')",
    message =
        "size is for RSA keys only (RS256 to RS512, PS256 to PS512): remove it, the algorithm decides the size of all other keys")
@ValidationRule(
    value = "!has(self.size) || self.size in [2048, 3072, 4096]",
    message = "size must be 2048, 3072 or 4096")
public record KeysSpec(
    @JsonPropertyDescription(
            "JWS algorithm of new keys (RFC 7518, RFC 8037). A change is a rotation: tokens of the old key stay valid.")
        @Default(Defaults.ALGORITHM)
        @Nullable Algorithm algorithm,
    @JsonPropertyDescription("Bits of an RSA key: 2048 (the default), 3072 or 4096.")
        @Min(2048)
        @Max(4096)
        @Nullable Integer size,
    @JsonPropertyDescription("When keys rotate and what a rotation waits for.") @Default("{}")
        @Nullable RotationSpec rotation,
    @JsonPropertyDescription("What may happen when no key can sign.") @Default("{}")
        @Nullable EmergencySpec emergency) {

  /** JWS algorithms that keys are made for. */
  public enum Algorithm {
    /** ECDSA with P-256 and SHA-256. */
    ES256,
    /** ECDSA with P-384 and SHA-384. */
    ES384,
    /** ECDSA with P-521 and SHA-512. */
    ES512,
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256,
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384,
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512,
    /** RSASSA-PSS with SHA-256. */
    PS256,
    /** RSASSA-PSS with SHA-384. */
    PS384,
    /** RSASSA-PSS with SHA-512. */
    PS512,
    /** EdDSA with Curve25519. */
    Ed25519
  }

  /** What may happen when no key can sign. */
  public record EmergencySpec(
      @JsonPropertyDescription(
              "Whether a key may sign before every verifier knows it, when no other key can: verifiers refuse its tokens until they have fetched the JWKS again.")
          @Default("false")
          @Nullable Boolean allowUnpublished) {}
}
