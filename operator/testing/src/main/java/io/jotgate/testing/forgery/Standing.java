package io.jotgate.testing.forgery;

/** What must become of a token. */
public enum Standing {
  /** Accepted: without such tokens a verifier that refuses everything would pass. */
  GOOD,
  /** Refused by everything that verifies signatures, types and times. */
  FORGED,
  /**
   * Signed rightly and in time, but not by this issuer for this audience, or not as this issuer
   * writes tokens: refused by who knows what the token is for.
   */
  MISDIRECTED
}
