package io.jotgate.testing.envoy;

import io.jotgate.testing.http.HttpText;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One HTTP/1.1 connection that sends exactly the request that it is told, well-formed or not, and
 * is kept alive between requests.
 */
public final class HttpConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final AutoCloseable socket;
  private final HttpText in;
  private final OutputStream out;

  private HttpConnection(AutoCloseable socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = new HttpText(new BufferedInputStream(in));
    this.out = out;
  }

  /** Connects to a port of this machine. */
  public static HttpConnection toPort(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return new HttpConnection(socket, socket.getInputStream(), socket.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects to a Unix socket. */
  public static HttpConnection toSocket(Path path) {
    try {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
      return new HttpConnection(
          channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a request without a body and waits for the answer.
   *
   * @param target request target, sent as it is
   * @param headers lines as {@code name: value}, sent as they are; nothing is added
   */
  public HttpAnswer send(String method, String target, List<String> headers) {
    StringBuilder request = new StringBuilder(method).append(' ').append(target);
    request.append(" HTTP/1.1\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    try {
      write(request.append("\r\n").toString());
      return answer(method.equals("HEAD")).orElseThrow(() -> new EOFException("no answer"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends bytes, one for each character, and waits for the answer to the first request in them.
   *
   * @return empty if the connection is closed without an answer
   */
  public Optional<HttpAnswer> sendRaw(String bytes) {
    try {
      write(bytes);
      return answer(false);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The next answer without a request; empty if the connection is closed instead. */
  public Optional<HttpAnswer> next() {
    try {
      return answer(false);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void write(String bytes) throws IOException {
    out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private Optional<HttpAnswer> answer(boolean toHead) throws IOException {
    Optional<List<String>> head = in.head();
    if (head.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = head.get().subList(1, head.get().size());
    int status = Integer.parseInt(head.get().getFirst().split(" ", -1)[1]);
    boolean bodiless = toHead || status < 200 || status == 204 || status == 304;
    return Optional.of(new HttpAnswer(status, lines, bodiless ? "" : in.body(lines)));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("a socket cannot be closed", e);
    }
  }
}
