package io.jotgate.keys.jose;

/** A key that verifies signatures by one algorithm and no other (RFC 8725 section 3.1). */
public sealed interface VerificationKey permits PublicJwk, SecretJwk {
  /** The key's id. */
  String kid();

  /** The only algorithm that the key may be used with, as JWS headers name it. */
  String alg();

  /**
   * Whether this key made the signature.
   *
   * @param input the signed bytes
   * @param signature in the form that a JWS carries
   */
  boolean verifies(byte[] input, byte[] signature);
}
