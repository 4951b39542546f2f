package io.jotgate.issuer.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.issuer.endpoint.BoundedBody.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies as they come over a real connection. */
class BoundedBodyTest {
  private static final int MAX_BYTES = 8;

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private HttpServer server = vertx.createHttpServer();

  @BeforeEach
  void listen() {
    server =
        server.requestHandler(
            request ->
                BoundedBody.read(vertx, request, MAX_BYTES, Duration.ofMillis(300))
                    .onSuccess(
                        outcome -> {
                          outcomes.add(outcome);
                          request.response().end();
                        }));
    server.listen(0).await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void takesABodyThatComesInPieces() throws Exception {
    Outcome outcome =
        send(
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
            "2\r\nab\r\n",
            "2\r\ncd\r\n0\r\n\r\n");

    assertEquals("abcd", ((Outcome.Complete) present(outcome)).bytes().toString());
  }

  @Test
  void refusesPiecesThatAreTogetherTooLarge() throws Exception {
    Outcome outcome =
        send(
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
            "5\r\nabcde\r\n",
            "5\r\nabcde\r\n");

    assertEquals(new Outcome.Refused(Refusal.BODY_TOO_LARGE), outcome);
  }

  @Test
  void refusesADeclaredLengthWithoutWaitingForIt() throws Exception {
    Outcome outcome = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n");

    assertEquals(new Outcome.Refused(Refusal.BODY_TOO_LARGE), outcome);
  }

  @Test
  void doesNotWaitForASlowBody() throws Exception {
    Outcome outcome = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n", "ab");

    assertEquals(new Outcome.Refused(Refusal.BODY_TOO_SLOW), outcome);
  }

  private static Outcome present(@Nullable Outcome outcome) {
    if (outcome == null) {
      throw new AssertionError("no outcome");
    }
    return outcome;
  }

  private Outcome send(String... parts) throws IOException, InterruptedException {
    try (Socket socket = new Socket("localhost", server.actualPort())) {
      socket.setTcpNoDelay(true);
      for (String part : parts) {
        socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      return present(outcomes.poll(10, TimeUnit.SECONDS));
    }
  }
}
