package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit says of a request, and what happens when nobody takes its lines. */
class AuditTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void aLineHasTheIdsByWhichOthersKnowTheRequest(@TempDir Path directory) {
    try (RunningIssuer issuer = RunningIssuer.in(directory)) {
      HttpResponse<String> response =
          issuer.send(
              issuer
                  .authWithKey()
                  .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                  .header("X-Request-Id", "r-1 x")
                  .header("X-Transaction-Id", "mine"));

      String ours = response.headers().firstValue("X-Transaction-Id").orElseThrow();
      assertFalse(ours.equals("mine"));
      String line = issuer.audit();
      assertTrue(line.contains("\"traceId\":\"" + TRACE + "\""), line);
      assertTrue(line.contains("\"requestId\":\"r-1 x\""), line);
      assertTrue(line.contains("\"parentTransactionId\":\"mine\""), line);
      assertTrue(line.contains("\"transactionId\":\"" + ours + "\""), line);
    }
  }

  @Test
  void withoutRoomForItsLineThereIsNoToken(@TempDir Path directory) {
    CountDownLatch reading = new CountDownLatch(1);
    try (RunningIssuer issuer = RunningIssuer.auditing(directory, blocked(reading), 4096)) {
      HttpResponse<String> response = issuer.send(issuer.authWithKey());
      int issued = 0;
      while (response.statusCode() == 200) {
        issued++;
        response = issuer.send(issuer.authWithKey());
      }

      assertTrue(issued >= 5 && issued <= 12, "issued " + issued);
      assertUnavailable(response);
      // A refusal has a shorter line: one of them may still find room.
      int refused = 0;
      response = issuer.send(issuer.auth());
      while (response.statusCode() == 401) {
        refused++;
        response = issuer.send(issuer.auth());
      }
      assertTrue(refused < 5, "refused " + refused);
      assertUnavailable(response);
      String metrics = issuer.management("/metrics").body();
      assertTrue(metrics.contains("jotgate_issuer_tokens_issued_total " + issued + ".0"), metrics);
      assertTrue(metrics.contains("{reason=\"audit_full\"} 2.0"), metrics);

      reading.countDown();
      assertEquals(issued + refused, issuer.audit().lines().count());
      assertEquals(200, issuer.send(issuer.authWithKey()).statusCode());
    } finally {
      reading.countDown();
    }
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertEquals(503, response.statusCode());
    assertFalse(response.headers().firstValue("Authorization").isPresent());
    assertEquals(List.of("5"), response.headers().allValues("Retry-After"));
    assertTrue(response.body().contains("\"error\":\"temporarily_unavailable\""), response.body());
  }

  private static UnaryOperator<OutputStream> blocked(CountDownLatch reading) {
    return out ->
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            out.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            try {
              reading.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            out.write(bytes, from, length);
          }
        };
  }
}
