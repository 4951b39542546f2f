package io.jotgate.issuer.endpoint;

import io.jotgate.issuer.claims.ClaimsResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One refusal with its particulars. No part repeats a value that the client has sent.
 *
 * @param refusal which rule
 * @param description in words, for the client
 * @param details for the audit only
 * @param retryAfter when asking again makes sense; empty: the refusal alone decides
 */
record Denial(
    Refusal refusal,
    String description,
    Map<String, String> details,
    Optional<Duration> retryAfter) {
  static Denial of(Refusal refusal) {
    return new Denial(refusal, refusal.description(), Map.of(), Optional.empty());
  }

  static Denial of(Refusal refusal, Duration retryAfter) {
    return new Denial(refusal, refusal.description(), Map.of(), Optional.of(retryAfter));
  }

  /** A form that breaks a rule. */
  static Denial of(Refusal refusal, MalformedFormException broken) {
    return new Denial(refusal, String.valueOf(broken.getMessage()), Map.of(), Optional.empty());
  }

  /** A claim that cannot be filled: claim and rule are names of the configuration. */
  static Denial of(ClaimsResult.Refused refused) {
    return new Denial(
        Refusal.CLAIM,
        "claim " + refused.claim() + ": " + refused.description(),
        Map.of("claim", refused.claim(), "rule", refused.rule()),
        Optional.empty());
  }
}
