package io.jotgate.bench;

import io.jotgate.issuer.model.ApiKey;
import java.nio.charset.StandardCharsets;

/** The bytes of a request for a token. They hold an API key, so they are not printed. */
final class Request {
  private final byte[] bytes;

  private Request(String text) {
    bytes = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** {@code POST /auth} with an API key and without a body. */
  static Request withKey(ApiKey key) {
    return withKey(key.text());
  }

  /** The same with any text in place of a key. */
  static Request withKey(String key) {
    return new Request(
        "POST /auth HTTP/1.1\r\nHost: localhost\r\napikey: "
            + key
            + "\r\nContent-Length: 0\r\n\r\n");
  }

  byte[] bytes() {
    return bytes;
  }
}
