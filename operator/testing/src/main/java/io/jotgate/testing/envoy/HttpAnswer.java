package io.jotgate.testing.envoy;

import java.util.List;
import java.util.Locale;

/**
 * An HTTP/1.1 response.
 *
 * @param status status code
 * @param headers header lines as {@code name: value}, names in lower case, in order
 * @param body body as ISO-8859-1 text
 */
public record HttpAnswer(int status, List<String> headers, String body) {
  /** Copies the list. */
  public HttpAnswer {
    headers = List.copyOf(headers);
  }

  /** All values of a header. */
  public List<String> header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ": ";
    return headers.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }
}
