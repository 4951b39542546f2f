package io.jotgate.issuer.endpoint;

import java.util.List;
import java.util.regex.Pattern;

/** The scopes of a request: scope-tokens with one space between them (RFC 6749 section 3.3). */
final class ScopeList {
  static final int MAX_LENGTH = 8 * 1024;
  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,128}");

  private ScopeList() {}

  /**
   * Reads a list.
   *
   * @throws MalformedScopeException if it is none
   */
  static List<String> parse(String text) {
    // One by one: a pattern over the whole list recurses with each scope until the stack ends.
    List<String> scopes = List.of(text.split(" ", -1));
    if (!scopes.stream().allMatch(one -> SCOPE.matcher(one).matches())) {
      throw new MalformedScopeException();
    }
    return scopes;
  }
}
