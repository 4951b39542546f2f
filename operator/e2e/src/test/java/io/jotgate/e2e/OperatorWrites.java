package io.jotgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the operator has written, from the API server's audit log that {@code JOTGATE_AUDIT_LOG}
 * names.
 */
final class OperatorWrites {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READS = Set.of("get", "list", "watch");

  private OperatorWrites() {}

  /** One line for each write of a ServiceAccount of the namespace since then. */
  static List<String> since(Instant then, String namespace) {
    Path log =
        Path.of(
            Objects.requireNonNull(
                System.getenv("JOTGATE_AUDIT_LOG"), "JOTGATE_AUDIT_LOG: run make test-node"));
    String account = "system:serviceaccount:" + namespace + ":";
    List<String> writes = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // The last line may be half written; one of another account need not be parsed.
        if (line.contains(account) && line.endsWith("}")) {
          JsonNode event = JSON.readTree(line);
          if (isWrite(event, account, then)) {
            JsonNode object = event.path("objectRef");
            writes.add(
                String.join(
                    " ",
                    event.path("requestReceivedTimestamp").asText(),
                    event.path("verb").asText(),
                    object.path("resource").asText() + "/" + object.path("name").asText(),
                    object.path("subresource").asText()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writes;
  }

  private static boolean isWrite(JsonNode event, String account, Instant then) {
    return event.path("user").path("username").asText().startsWith(account)
        && !READS.contains(event.path("verb").asText())
        && Instant.parse(event.path("requestReceivedTimestamp").asText()).isAfter(then);
  }
}
