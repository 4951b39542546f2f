package io.jotgate.controller.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.issuer.model.IssuerStateCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpIssuerStateClientTest {
  private static final IssuerState STATE =
      new IssuerState("login-1", "uid", 7, List.of("kid"), "kid", "r1", "hash", true, "test");

  private final HttpServer pod;
  private final CountDownLatch stopping = new CountDownLatch(1);

  HttpIssuerStateClientTest() throws IOException {
    pod = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pod.start();
  }

  @AfterEach
  void stop() {
    stopping.countDown();
    pod.stop(0);
  }

  @Test
  void readsWhatThePodHasLoaded() {
    podAnswers(200, IssuerStateCodec.write(STATE));

    assertEquals(Optional.of(STATE), ask(Duration.ofSeconds(10)));
  }

  @Test
  void anErrorAcknowledgesNothing() {
    podAnswers(503, IssuerStateCodec.write(STATE));

    assertEquals(Optional.empty(), ask(Duration.ofSeconds(10)));
  }

  @Test
  void anAnswerOfAnotherFormAcknowledgesNothing() {
    podAnswers(200, "{\"ringEpoch\":7}");

    assertEquals(Optional.empty(), ask(Duration.ofSeconds(10)));
  }

  @Test
  void anEndlessAnswerAcknowledgesNothing() {
    podAnswers(200, " ".repeat(1_000_000) + IssuerStateCodec.write(STATE));

    assertEquals(Optional.empty(), ask(Duration.ofSeconds(10)));
  }

  @Test
  void aPodThatHangsAcknowledgesNothing() {
    pod.createContext(
        "/internal/state",
        exchange -> {
          try {
            stopping.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    assertEquals(Optional.empty(), ask(Duration.ofMillis(200)));
  }

  @Test
  @Timeout(30)
  void aPodThatStopsInTheMiddleOfItsAnswerAcknowledgesNothing() {
    pod.createContext(
        "/internal/state",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            stopping.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    assertEquals(Optional.empty(), ask(Duration.ofMillis(500)));
  }

  @Test
  void aPodThatIsGoneAcknowledgesNothing() {
    pod.stop(0);

    assertEquals(Optional.empty(), ask(Duration.ofSeconds(10)));
  }

  private Optional<IssuerState> ask(Duration timeout) {
    return new HttpIssuerStateClient(pod.getAddress().getPort(), timeout)
        .ask(pod.getAddress().getAddress().getHostAddress());
  }

  private void podAnswers(int status, String body) {
    pod.createContext("/internal/state", exchange -> answer(exchange, status, body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
