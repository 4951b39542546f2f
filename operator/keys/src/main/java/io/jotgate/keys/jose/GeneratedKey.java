package io.jotgate.keys.jose;

/**
 * A fresh key pair as text.
 *
 * @param kid RFC 7638 SHA-256 thumbprint
 * @param alg JWS algorithm, RFC 7518 or RFC 8037
 * @param publicJwk canonical JSON text of the public JWK
 * @param privateJwk canonical JSON text of the private JWK: secret
 */
public record GeneratedKey(String kid, String alg, String publicJwk, String privateJwk) {
  /** Everything but the private half. */
  @Override
  public String toString() {
    return "GeneratedKey[kid=" + kid + ", alg=" + alg + ", privateJwk=redacted]";
  }
}
