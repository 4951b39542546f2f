package io.jotgate.policy.model;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scope-tokens (RFC 6749 section 3.3) that a token must carry.
 *
 * @param allOf all of these, sorted
 * @param anyOf at least one of these, sorted; empty: no matter
 */
public record ScopeRequirement(List<String> allOf, List<String> anyOf) {
  /** No scope is needed. */
  public static final ScopeRequirement NONE = new ScopeRequirement(List.of(), List.of());

  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

  /** Sorts; refuses what could not be stated in a challenge. */
  public ScopeRequirement {
    allOf = Sorted.distinct(allOf);
    anyOf = Sorted.distinct(anyOf);
    if (!Stream.of(allOf, anyOf).flatMap(List::stream).allMatch(ScopeRequirement::isScopeToken)) {
      throw new IllegalArgumentException("not a scope-token");
    }
  }

  /** True for a scope-token. */
  public static boolean isScopeToken(String text) {
    return SCOPE.matcher(text).matches();
  }

  /**
   * All scopes that are named, for a challenge (RFC 6750 section 3): one who has them all passes.
   */
  public List<String> named() {
    return Sorted.distinct(Stream.of(allOf, anyOf).flatMap(List::stream).toList());
  }
}
