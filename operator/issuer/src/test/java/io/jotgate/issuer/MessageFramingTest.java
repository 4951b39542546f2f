package io.jotgate.issuer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests whose end a proxy before us may see elsewhere (RFC 9112 section 11.2): what follows one
 * of them on its connection is never taken for the request of another client.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageFramingTest {
  private RunningIssuer issuer;

  @BeforeAll
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.plain(directory);
    issuer.awaitReady(true);
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void twoWellFormedRequestsOnOneConnectionGetTwoTokens() throws IOException {
    String answers = answers(request("Content-Length: 2") + "{}" + follower());

    assertEquals(2, tokens(answers), answers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "length and chunks               | Content-Length: 5;Transfer-Encoding: chunked",
        "chunks and length               | Transfer-Encoding: chunked;Content-Length: 5",
        "two lengths                     | Content-Length: 5;Content-Length: 0",
        "two lengths in one line         | Content-Length: 5, 0",
        "a length with a sign            | Content-Length: +5",
        "a negative length               | Content-Length: -5",
        "a hexadecimal length            | Content-Length: 0x5",
        "an unknown coding               | Transfer-Encoding: xchunked",
        "a coding behind chunks          | Transfer-Encoding: chunked, identity",
        "chunks twice                    | Transfer-Encoding: chunked;Transfer-Encoding: chunked",
        "a quoted coding                 | Transfer-Encoding: \"chunked\"",
        "a space before the colon        | Transfer-Encoding : chunked",
        "a name with a control character | Transfer-Encoding\u000B: chunked"
      })
  void nothingBehindARequestOfDoubtfulLengthIsAnswered(String what, String lines)
      throws IOException {
    String answers = answers(request(lines.split(";", -1)) + "0\r\n\r\n" + follower());

    assertTrue(answers.startsWith("HTTP/1.1 400 "), what + ": " + answers);
    assertEquals(0, tokens(answers), what + ": " + answers);
    assertEquals(1, answers.split("HTTP/1.1 ", -1).length - 1, what + ": " + answers);
  }

  private String request(String... lines) {
    return "POST /auth HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\napikey: "
        + issuer.apiKey.text()
        + "\r\n"
        + String.join("\r\n", lines)
        + "\r\n\r\n";
  }

  private String follower() {
    return request("Connection: close", "Content-Length: 0");
  }

  /** Everything that the service says until it closes the connection. */
  private String answers(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), issuer.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static int tokens(String answers) {
    return answers.toLowerCase(Locale.ROOT).split("authorization: bearer ", -1).length - 1;
  }
}
