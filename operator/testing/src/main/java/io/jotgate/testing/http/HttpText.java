package io.jotgate.testing.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads HTTP/1.1 messages as they are on the wire. */
public final class HttpText {
  private final InputStream in;

  /** Reads from {@code in}, which should be buffered. */
  public HttpText(InputStream in) {
    this.in = in;
  }

  /** Start line and header lines, names in lower case; empty when the peer has closed. */
  public Optional<List<String>> head() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      if (line.get().isEmpty()) {
        return Optional.of(lines);
      }
      lines.add(lines.isEmpty() ? line.get() : lowerCaseName(line.get()));
    }
    return Optional.empty();
  }

  private static String lowerCaseName(String line) {
    int colon = line.indexOf(':');
    return colon < 0
        ? line
        : line.substring(0, colon).toLowerCase(Locale.ROOT)
            + ": "
            + line.substring(colon + 1).strip();
  }

  private Optional<String> line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return Optional.of(line.toString().stripTrailing());
      }
      line.append((char) next);
    }
    return Optional.empty();
  }

  /**
   * The body that these headers announce, each byte as one character; up to the end when they
   * announce none.
   */
  public String body(List<String> headers) throws IOException {
    if (headers.stream().anyMatch(line -> line.equalsIgnoreCase("transfer-encoding: chunked"))) {
      return chunks();
    }
    for (String line : headers) {
      if (line.startsWith("content-length: ")) {
        return exactly(Integer.parseInt(line.substring("content-length: ".length())));
      }
    }
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int length = Integer.parseInt(line().orElseThrow(EOFException::new), 16);
      if (length == 0) {
        while (!line().orElseThrow(EOFException::new).isEmpty()) {
          // Trailers mean nothing here.
        }
        return body.toString();
      }
      body.append(exactly(length));
      line();
    }
  }

  private String exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("message was cut");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
