package io.jotgate.issuer.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditLogTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final String REMOTE = "192.0.2.1";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void writesEachDecisionAsOneLine() {
    try (AuditLog audit = new AuditLog(written)) {
      assertTrue(audit.issued(AT, REMOTE, Map.of("jti", "j-1")));
      assertTrue(audit.refused(AT, REMOTE, Map.of("reason", "scope\n\"x\"")));
    }

    assertEquals(
        List.of(
            "{\"audit\":\"token\",\"decision\":\"issued\",\"jti\":\"j-1\",\"remote\":\"192.0.2.1\",\"time\":\"2026-03-01T12:00:00Z\"}",
            "{\"audit\":\"token\",\"decision\":\"refused\",\"reason\":\"scope\\n\\\"x\\\"\",\"remote\":\"192.0.2.1\",\"time\":\"2026-03-01T12:00:00Z\"}"),
        lines());
  }

  @Test
  void closingWritesEverythingThatWasTakenInItsOrder() {
    try (AuditLog audit = new AuditLog(written)) {
      for (int i = 0; i < 10_000; i++) {
        assertTrue(audit.issued(AT, REMOTE, Map.of("n", i)));
      }
    }

    assertEquals(
        IntStream.range(0, 10_000).boxed().toList(),
        lines().stream()
            .map(line -> Integer.valueOf(line.replaceFirst(".*\"n\":([0-9]+),.*", "$1")))
            .toList());
  }

  @Test
  void takesNoMoreThanItsBoundWhileNobodyReads() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            written.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            try {
              reading.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            written.write(bytes, from, length);
          }
        };
    try (AuditLog audit = new AuditLog(slow, 1000)) {
      int taken = 0;
      while (audit.issued(AT, REMOTE, Map.of("n", taken))) {
        taken++;
      }
      assertTrue(taken >= 9 && taken <= 11, "taken " + taken);
      assertEquals(taken, audit.pending());
      assertFalse(audit.refused(AT, REMOTE, Map.of("n", -1)));

      reading.countDown();
      await().until(() -> audit.pending() == 0);

      assertEquals(taken, lines().size());
      assertTrue(audit.issued(AT, REMOTE, Map.of("n", taken)));
    }
    assertFalse(lines().toString().contains("-1"));
  }

  @Test
  void losesNothingWhileWritingFails() {
    AtomicInteger failures = new AtomicInteger(2);
    OutputStream flaky =
        new OutputStream() {
          @Override
          public void write(int b) {
            written.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            if (failures.getAndDecrement() > 0) {
              written.write(bytes, from, 10);
              throw new IOException("no space");
            }
            written.write(bytes, from, length);
          }
        };
    try (AuditLog audit = new AuditLog(flaky)) {
      assertTrue(audit.issued(AT, REMOTE, Map.of("jti", "j-1")));
      await().until(() -> audit.pending() == 0);
    }

    // Parts of lines stand alone.
    assertEquals(3, lines().size(), lines()::toString);
    assertTrue(lines().getLast().endsWith("\"time\":\"2026-03-01T12:00:00Z\"}"));
  }

  @Test
  void endsEvenIfNothingCanBeWritten() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try (AuditLog audit = new AuditLog(broken)) {
            assertTrue(audit.issued(AT, REMOTE, Map.of()));
          }
        });
  }

  @Test
  void takesNothingWhenItIsClosed() {
    AuditLog audit = new AuditLog(written);
    audit.close();

    assertFalse(audit.issued(AT, REMOTE, Map.of()));
    assertEquals("", written.toString(StandardCharsets.UTF_8));
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
