package io.jotgate.issuer.audit;

/**
 * Text that a client has chosen, in a form that does no harm where the audit is read: printable
 * ASCII of bounded length. What a terminal or a viewer could act on is escaped.
 */
final class ClientText {
  static final int MAX_LENGTH = 128;
  private static final String CUT = "...";

  private ClientText() {}

  static String harmless(String text) {
    StringBuilder harmless = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String next;
      if (c == '\\') {
        next = "\\\\";
      } else if (c >= ' ' && c <= '~') {
        next = String.valueOf(c);
      } else {
        next = String.format("\\u%04x", (int) c);
      }
      if (harmless.length() + next.length() > MAX_LENGTH) {
        return harmless.append(CUT).toString();
      }
      harmless.append(next);
    }
    return harmless.toString();
  }
}
