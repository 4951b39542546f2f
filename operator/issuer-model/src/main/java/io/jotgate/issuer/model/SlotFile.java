package io.jotgate.issuer.model;

/**
 * The content of a signing slot: one private key. A secret.
 *
 * @param ownerUid uid of the JwtIssuer that it was made for
 * @param kid RFC 7638 thumbprint of the public half
 * @param alg the JWS algorithm (RFC 7518) that the key is for
 * @param privateJwk the private key as JWK (RFC 7517) text, with {@code kid} and {@code alg}
 */
public record SlotFile(String ownerUid, String kid, String alg, String privateJwk) {
  /**
   * Checks the components against each other.
   *
   * @throws InvalidDocumentException if one has another form, or the key has another kid or alg
   */
  public SlotFile {
    Syntax.require(Syntax.NAME, ownerUid, "ownerUid");
    SlotFileCodec.requireSame(privateJwk, kid, alg);
  }

  /** Names the key, never its content. */
  @Override
  public String toString() {
    return "SlotFile[ownerUid=" + ownerUid + ", kid=" + kid + ", alg=" + alg + "]";
  }
}
