package io.jotgate.policy.render.envoy;

import java.util.HashMap;
import java.util.Map;

/** The lines that a proxy has written about requests. */
final class AccessLog {
  private AccessLog() {}

  /** Lines by request id, with their members as text; what is no such line is left out. */
  static Map<String, Map<?, ?>> byRequestId(String output) {
    Map<String, Map<?, ?>> lines = new HashMap<>();
    output
        .lines()
        .filter(line -> line.startsWith("{"))
        .flatMap(line -> Json.read(line).stream())
        .forEach(line -> lines.put(Json.text(line.get("request_id")), line));
    return lines;
  }
}
