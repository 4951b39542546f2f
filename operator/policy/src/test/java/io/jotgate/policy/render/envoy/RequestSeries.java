package io.jotgate.policy.render.envoy;

import io.jotgate.testing.envoy.EchoUpstream;
import io.jotgate.testing.envoy.HttpAnswer;
import io.jotgate.testing.envoy.HttpConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Sends requests one after the other on a connection that is kept. For one thread. */
final class RequestSeries implements AutoCloseable {
  /** Longer ones go alone: the sidecar closes the connection after a head of 60 KiB. */
  private static final int LONG = 8 * 1024;

  /**
   * More than the sidecar reads of a head. The rest is not sent: a proxy that has stopped reading
   * lets the sender wait.
   */
  private static final int LONGEST = 80 * 1024;

  private final SidecarRig rig;
  private Optional<HttpConnection> kept = Optional.empty();

  RequestSeries(SidecarRig rig) {
    this.rig = rig;
  }

  /**
   * A GET request.
   *
   * @param authorization value of that field, or none
   * @param mark what tells it from others where it should not be
   * @param granted whether it may reach the workload
   */
  record Get(String target, Optional<String> authorization, String mark, boolean granted) {
    /** A line break would end the field before the value does: no message carries such a one. */
    static boolean canBeSent(String value) {
      return value.indexOf('\r') < 0 && value.indexOf('\n') < 0;
    }

    private String text() {
      String text =
          "GET "
              + target
              + " HTTP/1.1\r\nhost: orders\r\nx-mark: "
              + mark
              + (granted ? "\r\n" + EchoUpstream.GRANT : "")
              + authorization.map(value -> "\r\nauthorization: " + bytes(value)).orElse("")
              + "\r\n\r\n";
      return text.substring(0, Math.min(text.length(), LONGEST));
    }

    /** Each byte of the UTF-8 text as one character. */
    private static String bytes(String value) {
      return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Whether the sidecar may close the connection instead of an answer. */
    private boolean isRude() {
      return authorization.stream()
          .anyMatch(
              value ->
                  value.length() > LONG
                      || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f));
    }
  }

  /** The answers in the order of the requests; empty where the connection was closed instead. */
  List<Optional<HttpAnswer>> send(List<Get> requests) {
    return requests.stream().map(this::send).toList();
  }

  private Optional<HttpAnswer> send(Get request) {
    if (!request.isRude()) {
      HttpConnection connection = kept.orElseGet(rig::connect);
      kept = Optional.of(connection);
      Optional<HttpAnswer> answer = connection.sendRaw(request.text());
      if (answer.isEmpty() || answer.get().header("connection").contains("close")) {
        close();
      }
      if (answer.isPresent()) {
        return answer;
      }
      // Closed after the answer before.
    }
    try (HttpConnection connection = rig.connect()) {
      return connection.sendRaw(request.text());
    }
  }

  @Override
  public void close() {
    kept.ifPresent(HttpConnection::close);
    kept = Optional.empty();
  }
}
