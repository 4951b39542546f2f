package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jotgate.policy.render.envoy.LoadedState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpSidecarStatusClientTest {
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final HttpServer server;
  private final HttpSidecarStatusClient client;

  HttpSidecarStatusClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    client = new HttpSidecarStatusClient(server.getAddress().getPort(), TIMEOUT);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsTheVersionsThatASidecarHasLoaded() {
    sidecarAnswers(
        200,
        """
        {"stats": [{"name": "cluster_manager.cds.version_text", "value": "sha256=abc"}]}
        """);

    Optional<LoadedState> state = client.ask("127.0.0.1");

    assertEquals("sha256=abc", state.orElseThrow().versions().get("cds.json"));
  }

  @Test
  void takesEveryOtherAnswerForNone() {
    sidecarAnswers(503, "{\"stats\": []}");

    assertEquals(Optional.empty(), client.ask("127.0.0.1"));
  }

  @Test
  void takesAnAnswerThatIsNoStatusForNone() {
    sidecarAnswers(200, "<html>");

    assertEquals(Optional.empty(), client.ask("127.0.0.1"));
  }

  @Test
  void takesAnAnswerWithoutEndForNone() {
    sidecarAnswers(200, "{\"stats\": []" + " ".repeat(300 * 1024) + "}");

    assertEquals(Optional.empty(), client.ask("127.0.0.1"));
  }

  @Test
  void doesNotWaitLongerThanItsTimeOut() {
    var over = new CountDownLatch(1);
    server.createContext(
        LoadedState.PATH,
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    long start = System.nanoTime();

    assertEquals(Optional.empty(), client.ask("127.0.0.1"));

    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    over.countDown();
    assertTrue(waited.compareTo(TIMEOUT.multipliedBy(10)) < 0, waited::toString);
  }

  @Test
  @Timeout(30)
  void doesNotWaitForTheRestOfAnAnswer() {
    var over = new CountDownLatch(1);
    server.createContext(
        LoadedState.PATH,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    assertEquals(Optional.empty(), client.ask("127.0.0.1"));

    over.countDown();
  }

  @Test
  void takesASidecarThatIsNotThereForSilent() {
    server.stop(0);

    assertEquals(Optional.empty(), client.ask("127.0.0.1"));
  }

  private void sidecarAnswers(int status, String body) {
    server.createContext(LoadedState.PATH, exchange -> answer(exchange, status, body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
