package io.jotgate.bench;

import io.jotgate.issuer.model.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bytes of a request. They hold an API key or a secret, so they are not printed. */
final class Request {
  private final byte[] bytes;

  private Request(String text) {
    bytes = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** {@code POST /auth} with an API key and without a body. */
  static Request withKey(ApiKey key) {
    return withKey(key.text());
  }

  /**
   * The same with any text in place of a key.
   *
   * @param fields more header fields, each as a line without its end
   */
  static Request withKey(String key, String... fields) {
    return auth("apikey: " + key, fields);
  }

  /**
   * {@code POST /auth} with client id and password by HTTP Basic (RFC 7617), without a body.
   *
   * @param fields more header fields, each as a line without its end
   */
  static Request login(String client, String password, String... fields) {
    return auth("Authorization: Basic " + basic(client, password), fields);
  }

  private static Request auth(String credential, String... fields) {
    return new Request(
        "POST /auth HTTP/1.1\r\nHost: localhost\r\n"
            + Stream.concat(Stream.of(credential), Arrays.stream(fields))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining())
            + "Content-Length: 0\r\n\r\n");
  }

  private static String basic(String user, String password) {
    String credentials = user + ":" + password;
    return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A token request of OAuth 2.0 with {@code client_secret_basic} (RFC 6749, 2.3.1).
   *
   * @param path of the token endpoint
   * @param client its id, of characters that need no encoding in a form
   * @param secret of such characters too
   * @param form the body, encoded
   */
  static Request grant(String path, String client, String secret, String form) {
    return new Request(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
            + basic(client, secret)
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n"
            + form);
  }

  /** {@code GET} of a path. */
  static Request get(String path) {
    return new Request("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  byte[] bytes() {
    return bytes;
  }
}
