package io.jotgate.issuer.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings"
      })
  void takesTheTraceIdOfW3cTraceContext(String traceparent) {
    assertEquals(Map.of("traceId", TRACE), fields("traceparent", traceparent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01"
      })
  void leavesOutWhatIsNone(String traceparent) {
    assertEquals(Map.of(), fields("traceparent", traceparent));
  }

  @Test
  void leavesOutIdsThatAreThereTwice() {
    assertEquals(Map.of(), Correlation.of(name -> List.of("a", "b")));
  }

  @Test
  void recordsTheIdsOfTheClientUnderOtherNamesThanOurs() {
    assertEquals(Map.of("requestId", "r-1"), fields("X-Request-Id", "r-1"));
    assertEquals(Map.of("parentTransactionId", "t-1"), fields("X-Transaction-Id", "t-1"));
  }

  @Test
  void escapesWhatATerminalCouldActOn() {
    assertEquals(
        Map.of("requestId", "a\\u001b[31m\\u000d\\u000a\\u202e\\u0000\\\\u"),
        fields("X-Request-Id", "a\u001b[31m\r\n\u202e\u0000\\u"));
  }

  @Test
  void cutsLongIds() {
    String id = fields("X-Request-Id", "x".repeat(10_000)).getOrDefault("requestId", "");

    assertEquals("x".repeat(128) + "...", id);
    assertTrue(
        fields("X-Request-Id", "\n".repeat(10_000)).getOrDefault("requestId", "").length() <= 131);
  }

  private static Map<String, String> fields(String header, String value) {
    return Correlation.of(name -> name.equals(header) ? List.of(value) : List.of());
  }
}
