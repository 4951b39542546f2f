package io.jotgate.issuer.claims;

/** A rule that a claim can break, besides those of sensitive data. */
public enum ClaimRule {
  /** A required claim has no value. */
  REQUIRED("a value is required"),
  /** The consumer may not fill this claim itself, or not with this value. */
  ASSERTABLE("this client may not assert this value"),
  /** The value has another type. */
  TYPE("the value has another type than the claim"),
  /** The value does not match the pattern of the mapping. */
  PATTERN("the value does not match the pattern of the claim"),
  /** The value is empty or longer than the mapping allows. */
  LENGTH("the value is empty or too long"),
  /** Control characters, half of a surrogate pair, or a header with other than printable ASCII. */
  CHARACTERS("the value has characters that are not allowed"),
  /** A header that stands for one value is there several times. */
  SEVERAL("the header is there several times"),
  /** With this claim, all claims together are too large for a token in a header. */
  SIZE("all claims together are too large");

  private final String description;

  ClaimRule(String description) {
    this.description = description;
  }

  /** The rule in words. */
  public String description() {
    return description;
  }
}
