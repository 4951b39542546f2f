package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that connect and then take their time. */
class SlowClientsTest {
  private static final int SOCKETS = 500;
  private static final String HALF_A_HEAD = "POST /auth HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void closeSockets() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void doNotKeepOthersFromTheirTokens(@TempDir Path directory) throws Exception {
    try (RunningIssuer issuer =
        RunningIssuer.limited(directory, new ConnectionLimits(1000, 300, Duration.ofMinutes(5)))) {
      // Half of them never begin with TLS, the others never end the head of their request.
      List<Socket> trickling = new ArrayList<>();
      for (int i = 0; i < SOCKETS / 2; i++) {
        plainSocket(issuer.port());
        trickling.add(begin(tlsSocket(issuer.port())));
      }

      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        trickling.forEach(SlowClientsTest::oneByteMore);
        long started = System.nanoTime();
        assertEquals(200, issuer.send(issuer.authWithKey()).statusCode());
        millis.add(Duration.ofNanos(System.nanoTime() - started).toMillis());
      }
      millis.sort(null);

      assertTrue(millis.get(25) < 1000, "median of " + millis);
    }
  }

  @Test
  void loseTheirConnectionIfNoRequestComesInTime(@TempDir Path directory) throws Exception {
    try (RunningIssuer issuer =
        RunningIssuer.limited(directory, new ConnectionLimits(1000, 300, Duration.ofSeconds(1)))) {
      Socket slow = begin(tlsSocket(issuer.port()));

      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                oneByteMore(slow);
                return metric(
                        issuer, "jotgate_issuer_connections_refused_total{reason=\"slow\"} 1.0")
                    && metric(issuer, "jotgate_issuer_connections 0.0");
              });
      assertEquals(200, issuer.send(issuer.authWithKey()).statusCode());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void keepTheirConnectionWhileTheyUseIt(HttpClient.Version version, @TempDir Path directory) {
    try (RunningIssuer issuer =
            RunningIssuer.limited(directory, new ConnectionLimits(10, 10, Duration.ofSeconds(1)));
        HttpClient client =
            HttpClient.newBuilder().version(version).sslContext(TrustingClient.context()).build()) {
      long started = System.nanoTime();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                assertEquals(
                    200, TrustingClient.send(client, issuer.authWithKey().build()).statusCode());
                return System.nanoTime() - started > Duration.ofSeconds(3).toNanos();
              });

      assertFalse(issuer.management("/metrics").body().contains("{reason=\"slow\"}"));
    }
  }

  @Test
  void giveWayToTheirNeighbours(@TempDir Path directory) throws Exception {
    try (RunningIssuer issuer =
        RunningIssuer.limited(directory, new ConnectionLimits(100, 10, Duration.ofMinutes(5)))) {
      for (int i = 0; i < 12; i++) {
        begin(tlsSocket(issuer.port()));
      }
      await()
          .until(
              () ->
                  metric(
                          issuer,
                          "jotgate_issuer_connections_refused_total{reason=\"displaced\"} 2.0")
                      && metric(issuer, "jotgate_issuer_connections 10.0"));

      assertEquals(200, issuer.send(issuer.authWithKey()).statusCode());
    }
  }

  @Test
  void giveWayToOthersWhenAllPlacesAreTaken(@TempDir Path directory) throws Exception {
    try (RunningIssuer issuer =
            RunningIssuer.limited(directory, new ConnectionLimits(10, 10, Duration.ofMinutes(5)));
        HttpClient other =
            HttpClient.newBuilder()
                .sslContext(TrustingClient.context())
                .localAddress(InetAddress.ofLiteral("127.0.0.2"))
                .build()) {
      for (int i = 0; i < 10; i++) {
        begin(tlsSocket(issuer.port()));
      }
      await().until(() -> metric(issuer, "jotgate_issuer_connections 10.0"));

      HttpRequest request = issuer.authWithKey().build();
      assertEquals(200, TrustingClient.send(other, request).statusCode());
      assertTrue(metric(issuer, "jotgate_issuer_connections 10.0"));
    }
  }

  @Test
  void whoHasHadAnAnswerKeepsTheirConnection(@TempDir Path directory) throws Exception {
    try (RunningIssuer issuer =
        RunningIssuer.limited(directory, new ConnectionLimits(100, 1, Duration.ofMinutes(5)))) {
      assertEquals(200, issuer.send(issuer.authWithKey()).statusCode());
      begin(tlsSocket(issuer.port()));
      await()
          .until(
              () ->
                  metric(
                      issuer, "jotgate_issuer_connections_refused_total{reason=\"source\"} 1.0"));

      assertEquals(200, issuer.send(issuer.authWithKey()).statusCode());
      assertTrue(metric(issuer, "jotgate_issuer_connections 1.0"));
    }
  }

  private static boolean metric(RunningIssuer issuer, String line) {
    return issuer.management("/metrics").body().contains(line + "\n");
  }

  private Socket plainSocket(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    return socket;
  }

  private Socket tlsSocket(int port) throws IOException {
    Socket socket =
        TrustingClient.context()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    return socket;
  }

  private static Socket begin(Socket socket) {
    try {
      socket.getOutputStream().write(HALF_A_HEAD.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      assertTrue(socket.isConnected(), "the server may have closed it again");
    }
    return socket;
  }

  private static void oneByteMore(Socket socket) {
    try {
      socket.getOutputStream().write('x');
    } catch (IOException e) {
      assertTrue(socket.isConnected(), "the server may have closed it");
    }
  }
}
