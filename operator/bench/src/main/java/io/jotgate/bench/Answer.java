package io.jotgate.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of a server.
 *
 * @param status of HTTP
 * @param head status line and fields as text
 * @param body as text, each byte a character
 */
record Answer(int status, String head, String body) {
  private static final String TOKEN_FIELD = "\r\nauthorization: bearer ";
  private static final Pattern TOKEN_MEMBER =
      Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

  /**
   * The token in the {@code Authorization} field, or else in the {@code access_token} member of the
   * body (RFC 6749, 5.1).
   */
  Optional<String> token() {
    int field = head.toLowerCase(Locale.ROOT).indexOf(TOKEN_FIELD);
    if (field < 0) {
      Matcher member = TOKEN_MEMBER.matcher(body);
      return member.find() ? Optional.of(member.group(1)) : Optional.empty();
    }
    int start = field + TOKEN_FIELD.length();
    int end = head.indexOf('\r', start);
    return Optional.of(head.substring(start, end < 0 ? head.length() : end));
  }

  /** Leaves out the fields and the body: they hold a token. */
  @Override
  public String toString() {
    return "Answer[status=" + status + "]";
  }
}
