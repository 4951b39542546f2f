package io.jotgate.testing.envoy;

import io.jotgate.testing.http.HttpText;
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
    this.in = new HttpText(in);
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
      out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      List<String> head = in.head().orElseThrow(() -> new EOFException("no answer"));
      List<String> lines = head.subList(1, head.size());
      int status = Integer.parseInt(head.getFirst().split(" ", -1)[1]);
      boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
      return new HttpAnswer(status, lines, bodiless ? "" : in.body(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
