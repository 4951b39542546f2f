package io.jotgate.issuer.claims;

import java.util.List;

/** How many bytes a claim has as JSON in UTF-8. */
final class ClaimSize {
  private ClaimSize() {}

  /** The name, the value, a colon and a comma. */
  static int of(String claim, Object value) {
    return string(claim) + 2 + value(value);
  }

  private static int value(Object value) {
    return switch (value) {
      case String text -> string(text);
      case List<?> items -> items.stream().mapToInt(item -> value(item) + 1).sum() + 1;
      default -> String.valueOf(value).length();
    };
  }

  private static int string(String text) {
    int bytes = 2;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytes(text.charAt(i));
    }
    return bytes;
  }

  private static int bytes(char c) {
    if (c == '"' || c == '\\') {
      return 2;
    }
    if (c < 0x80) {
      return 1;
    }
    // Each half of a surrogate pair stands for two of its four bytes.
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
