package io.jotgate.issuer.claims;

/**
 * Which characters a claim may have. A claim may become a header at the proxy, a line in a log, a
 * cell on a screen: control characters would be more than a value there.
 */
final class ClaimCharacters {
  private ClaimCharacters() {}

  static boolean allowed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      } else if (Character.isLowSurrogate(c) || unwanted(c)) {
        return false;
      }
    }
    return true;
  }

  static boolean printableAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Controls, line and paragraph separators, and what turns the direction of a text around. */
  private static boolean unwanted(char c) {
    return c < ' '
        || (c >= '\u007F' && c < '\u00A0')
        || (c >= '\u2028' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c >= '\uFFFE';
  }
}
