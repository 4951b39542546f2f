package io.jotgate.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * An answer of a server.
 *
 * @param status of HTTP
 * @param head status line and fields as text
 * @param bodyBytes length of the body
 */
record Answer(int status, String head, int bodyBytes) {
  private static final String TOKEN_FIELD = "\r\nauthorization: bearer ";

  /** The token in the {@code Authorization} field, if there is one. */
  Optional<String> token() {
    int field = head.toLowerCase(Locale.ROOT).indexOf(TOKEN_FIELD);
    if (field < 0) {
      return Optional.empty();
    }
    int start = field + TOKEN_FIELD.length();
    int end = head.indexOf('\r', start);
    return Optional.of(head.substring(start, end < 0 ? head.length() : end));
  }

  /** Leaves out the fields: one of them is a token. */
  @Override
  public String toString() {
    return "Answer[status=" + status + "]";
  }
}
