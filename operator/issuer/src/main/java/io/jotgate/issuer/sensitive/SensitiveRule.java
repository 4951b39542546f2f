package io.jotgate.issuer.sensitive;

/** What a value was recognised as. */
public enum SensitiveRule {
  /** A payment card number: range of an issuer and Luhn check digit (ISO/IEC 7812-1). */
  CARD_NUMBER("a card number"),
  /** A bank account number: country, length and check digits (ISO 13616, ISO 7064 mod 97-10). */
  IBAN("an IBAN"),
  /** A personal number of a state, see {@link NationalId}. */
  NATIONAL_ID("a national identity number"),
  /** A PEM block (RFC 7468). */
  PEM("a PEM block"),
  /** A compact JWS or JWE: three or five parts, the first a header with alg (RFC 7515, 7516). */
  JWT("a JWT"),
  /** An id of an AWS access key. */
  AWS_KEY("an AWS access key"),
  /** A token of GitHub. */
  GITHUB_TOKEN("a GitHub token"),
  /** A token or webhook of Slack. */
  SLACK_TOKEN("a Slack token"),
  /** A key of Stripe. */
  STRIPE_KEY("a Stripe key"),
  /** An API key, OAuth secret or access token of Google. */
  GOOGLE_KEY("a Google key"),
  /** An API key of this project. */
  JOTGATE_KEY("a Jotgate API key");

  private final String description;

  SensitiveRule(String description) {
    this.description = description;
  }

  /** What the value looks like, in words. */
  public String description() {
    return description;
  }
}
