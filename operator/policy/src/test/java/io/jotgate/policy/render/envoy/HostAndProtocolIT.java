package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known ways around a rule by the host, the form of the request line, the framing of the body, or
 * an upgrade.
 */
@Tag("envoy")
class HostAndProtocolIT extends BypassAttempts {
  HostAndProtocolIT(@TempDir Path directory) {
    super(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example.com",
        "API.EXAMPLE.COM",
        "api.example.com:443",
        "api.example.com:8080",
        "api.example.com.",
        "API.example.com.:80"
      })
  void aHostInAnotherSpellingIsTheSame(String host) {
    workload.assertRefused(401, "GET", "/shared", "host: " + host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "www.example.com@api.example.com", "www.example.com/", "[::1", "a b"})
  void aHostThatIsNoneIsRefused(String host) {
    HttpAnswer answer = workload.refused("GET", "/shared", "host: " + host);
    assertTrue(answer.status() >= 400, answer::toString);
  }

  @Test
  void twoHostsAreRefused() {
    for (String second : List.of("api.example.com", "www.example.com")) {
      workload.assertRawRefused(
          "GET /shared HTTP/1.1\r\nhost: www.example.com\r\nhost: " + second + "\r\n\r\n");
      workload.assertRawRefused(
          "GET /shared HTTP/1.1\r\nhost: api.example.com\r\nhost: " + second + "\r\n\r\n");
    }
  }

  @Test
  void aRequestWithoutHostIsRefused() {
    workload.assertRawRefused("GET /shared HTTP/1.1\r\n\r\n");
    workload.assertRawRefused("GET /public HTTP/1.0\r\n\r\n");
  }

  /** The absolute form decides, not the header beside it (RFC 9112 section 3.2.2). */
  @Test
  void theHostOfTheAbsoluteFormCounts() {
    workload.assertRefused(401, "GET", "http://api.example.com/shared", "host: www.example.com");
    HttpAnswer answer =
        workload.granted("GET", "http://www.example.com/shared", "host: api.example.com");
    assertEquals(List.of("host: www.example.com"), AttackedWorkload.seen(answer, "host"));
  }

  @Test
  void theAbsoluteFormNeedsATokenToo() {
    workload.assertRefused(401, "GET", "http://orders/orders");
    workload.assertRefused(401, "GET", "http://public/orders");
    workload.assertRefused(401, "GET", "http://orders/public/../orders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "", "orders", "?x", "http:/orders", "//"})
  void aTargetThatIsNoPathIsRefused(String target) {
    workload.assertRawRefused("GET " + target + " HTTP/1.1\r\nhost: orders\r\n\r\n");
  }

  @Test
  void aPathOutOfAllBoundsIsRefused() {
    workload.assertRawRefused(
        "GET /public/" + "a".repeat(100_000) + " HTTP/1.1\r\nhost: orders\r\n\r\n");
    workload.assertRefused(401, "GET", "/public/" + "../".repeat(1000) + "orders");
    workload.assertRefused(401, "GET", "/public" + "/..".repeat(1000) + "/orders");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 4\r\ntransfer-encoding: chunked",
        "transfer-encoding: chunked\r\ncontent-length: 4",
        "transfer-encoding: xchunked",
        "transfer-encoding: chunked, identity",
        "transfer-encoding: chunked\r\ntransfer-encoding: identity",
        "transfer-encoding:\u000bchunked",
        "transfer-encoding : chunked",
        "content-length: 4\r\ncontent-length: 5",
        "content-length: +4",
        "content-length: 0x4",
        "content-length: -1",
        "content-length: 4 4"
      })
  void aBodyWithTwoLengthsIsRefused(String framing) {
    workload.assertRawRefused(
        "POST /public HTTP/1.1\r\nhost: orders\r\n"
            + framing
            + "\r\n\r\n0\r\n\r\nGET /orders HTTP/1.1\r\nhost: orders\r\n\r\n");
  }

  /** What stands in the body of a request is no request. */
  @Test
  void aRequestInABodyStaysABody() {
    String hidden = "GET /orders HTTP/1.1\r\nhost: orders\r\n\r\n";
    List<HttpAnswer> answers =
        workload.raw(
            "POST /public HTTP/1.1\r\nhost: orders\r\nconnection: close\r\n"
                + AttackedWorkload.grant()
                + "\r\ncontent-length: "
                + hidden.length()
                + "\r\n\r\n"
                + hidden);
    assertEquals(1, answers.size(), answers::toString);
    assertEquals(200, answers.getFirst().status());
  }

  /** A second request on the connection is decided about as the first one. */
  @Test
  void aPipelinedRequestNeedsATokenOfItsOwn() {
    List<HttpAnswer> answers =
        workload.raw(
            "GET /orders HTTP/1.1\r\nhost: orders\r\n"
                + AttackedWorkload.grant()
                + "\r\n"
                + workload.reader()
                + "\r\n\r\nGET /orders HTTP/1.1\r\nhost: orders\r\nconnection: close\r\n\r\n");
    assertEquals(List.of(200, 401), answers.stream().map(HttpAnswer::status).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "h2c", "foo", "websocket, foo"})
  void anUpgradeNeedsATokenAndIsNotMadeUnlessARuleSaysSo(String protocol) {
    String[] upgrade = {
      "connection: upgrade",
      "upgrade: " + protocol,
      "sec-websocket-version: 13",
      "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
      "http2-settings: AAMAAABkAAQAAP__"
    };
    HttpAnswer without = workload.refused("GET", "/orders", upgrade);
    assertTrue(without.status() >= 400, without::toString);
    HttpAnswer open = workload.granted("GET", "/public", upgrade);
    assertTrue(open.status() != 101, open::toString);
  }

  /** Data behind an upgrade request must not be taken for a tunnel. */
  @Test
  void dataBehindAnUpgradeIsARequestOfItsOwn() {
    String upgrade = "connection: upgrade\r\nupgrade: websocket\r\n\r\n";
    String request = "GET /orders HTTP/1.1\r\nhost: orders\r\n";
    workload.assertRawRefused(request + upgrade + request + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/grpc", "application/grpc-web", "application/grpc-web+proto"})
  void aCallOfARemoteProcedureNeedsATokenToo(String type) {
    HttpAnswer answer =
        workload.refused(
            "POST", "/send", "content-type: " + type, "te: trailers", "content-length: 0");
    assertTrue(
        answer.status() == 401 || answer.header("grpc-status").contains("16"), answer::toString);
  }
}
