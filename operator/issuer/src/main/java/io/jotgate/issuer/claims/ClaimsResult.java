package io.jotgate.issuer.claims;

import java.util.List;
import java.util.SortedMap;

/** What became of the mappings for one request. */
public sealed interface ClaimsResult {
  /**
   * The claims of the token.
   *
   * @param values by name, sorted: strings, longs, booleans and lists of strings
   * @param dropped names of claims that were left out as sensitive, sorted
   */
  record Claims(SortedMap<String, Object> values, List<String> dropped) implements ClaimsResult {}

  /**
   * No token. Neither part repeats a value.
   *
   * @param claim which claim
   * @param rule which rule it breaks, as a constant name of {@link ClaimRule} or {@link
   *     io.jotgate.issuer.sensitive.SensitiveRule} in lower case: for audit
   * @param description the rule in words: for the client
   */
  record Refused(String claim, String rule, String description) implements ClaimsResult {}
}
