package io.jotgate.keys;

/**
 * A key whose identity the ring has claimed before its private half is stored. A slot content that
 * no reservation names is replaced, never adopted.
 *
 * @param slot where the private half will lie
 * @param kid RFC 7638 thumbprint
 * @param parameters algorithm and size
 * @param publicJwk canonical JSON text of the public JWK
 */
public record Reservation(KeySlot slot, String kid, KeyParameters parameters, String publicJwk) {
  /** Refuses a malformed kid and text that carries private members. */
  public Reservation {
    KeyChecks.kid(kid);
    KeyChecks.publicJwk(publicJwk);
  }

  /** Its JWS algorithm. */
  public String alg() {
    return parameters.alg();
  }
}
