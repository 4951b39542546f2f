package io.jotgate.testing.envoy;

import io.jotgate.testing.http.HttpText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The protected workload: answers 200 with the request that it got, and remembers every request
 * that it should never have got.
 *
 * <p>A test marks a request that may get through with {@link #GRANT}; all others are intruders.
 */
public final class EchoUpstream implements AutoCloseable {
  /** Header line of a request that may reach the workload. */
  public static final String GRANT = "jotgate-test-grant: yes";

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> intruders = new CopyOnWriteArrayList<>();

  private EchoUpstream(ServerSocket server) {
    this.server = server;
  }

  /** Listens on a free port of the loopback address. */
  public static EchoUpstream start() {
    try {
      EchoUpstream upstream =
          new EchoUpstream(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("echo-upstream").start(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port. */
  public int port() {
    return server.getLocalPort();
  }

  /** Requests that got here without {@link #GRANT}. */
  public List<String> intruders() {
    return List.copyOf(intruders);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      HttpText in = new HttpText(new BufferedInputStream(socket.getInputStream()));
      for (Optional<List<String>> head = in.head(); head.isPresent(); head = in.head()) {
        List<String> request = head.get();
        if (!request.contains(GRANT)) {
          intruders.add(String.join("\n", request));
        }
        if (request.stream().anyMatch(EchoUpstream::announcesBody)) {
          in.body(request);
        }
        socket.getOutputStream().write(answer(request));
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The proxy has closed the connection.
    } finally {
      open.remove(socket);
    }
  }

  private static boolean announcesBody(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.startsWith("content-length: ") || lower.startsWith("transfer-encoding: ");
  }

  private static byte[] answer(List<String> request) {
    boolean head = request.getFirst().startsWith("HEAD ");
    String body = String.join("\n", request) + "\n";
    String text =
        "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: "
            + body.getBytes(StandardCharsets.ISO_8859_1).length
            + "\r\n\r\n"
            + (head ? "" : body);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
