package io.jotgate.issuer.model;

/** What happens to a claim whose value looks like sensitive data. */
public enum SensitiveAction {
  /** The request is refused; the answer names the claim and the rule. */
  REJECT,
  /** The claim is left out; a required one is refused all the same. */
  DROP
}
