package io.jotgate.issuer.token;

/**
 * A signed token and what may be said about it.
 *
 * @param jwt the token: a secret of the client
 * @param kid the key that signed it
 * @param jti its id
 * @param transactionId UUID version 7 (RFC 9562) that follows the request through all services
 */
public record MintedToken(String jwt, String kid, String jti, String transactionId) {
  /** Leaves out the token. */
  @Override
  public String toString() {
    return "MintedToken[kid=" + kid + ", jti=" + jti + ", transactionId=" + transactionId + "]";
  }
}
