package io.jotgate.testing.forgery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The verifier that tokens are forged for.
 *
 * @param issuer the issuer that it trusts
 * @param audience what tokens must be for
 * @param typ the type that they must have
 * @param now its time, in whole seconds
 * @param leeway how much it lets clocks differ, in whole seconds
 * @param keys the keys that it trusts, with different kids
 */
public record Target(
    String issuer, String audience, String typ, Instant now, Duration leeway, List<TokenKey> keys) {
  /** Copies the keys. */
  public Target {
    keys = List.copyOf(keys);
  }

  /** The same verifier at another time. */
  public Target at(Instant other) {
    return new Target(issuer, audience, typ, other, leeway, keys);
  }
}
