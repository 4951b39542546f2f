package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
  @Test
  void aRequestThatHasBegunIsAnsweredBeforeTheEnd(@TempDir Path directory) throws Exception {
    RunningIssuer issuer = RunningIssuer.in(directory);
    int port = issuer.port();
    try (SSLSocket client =
        (SSLSocket) TrustingClient.context().getSocketFactory().createSocket("localhost", port)) {
      client.setSoTimeout(10_000);
      OutputStream out = client.getOutputStream();
      write(
          out,
          "POST /auth HTTP/1.1\r\nHost: localhost\r\napikey: "
              + issuer.apiKey.text()
              + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      // The server has the request in hand when it asks for its body.
      assertEquals("HTTP/1.1 100", read(client));

      CompletableFuture<Void> closed = CompletableFuture.runAsync(issuer::close);
      await().until(() -> refusesConnections(port));
      write(out, "{}");

      String rest = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertEquals(" Continue\r\n\r\nHTTP/1.1 200 OK", rest.substring(0, 28));
      closed.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void nobodyIsServedAfterwards(@TempDir Path directory) {
    RunningIssuer issuer = RunningIssuer.in(directory);
    int port = issuer.port();

    issuer.close();

    assertThrows(ConnectException.class, () -> new Socket("localhost", port).close());
  }

  private static boolean refusesConnections(int port) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String read(SSLSocket client) throws IOException {
    return new String(
        client.getInputStream().readNBytes("HTTP/1.1 100".length()), StandardCharsets.US_ASCII);
  }
}
