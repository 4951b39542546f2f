package io.jotgate.testing.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the audit log of an {@link ApiServer}. */
public final class AuditLog {
  private final Path file;
  private final ObjectMapper mapper = new ObjectMapper();

  AuditLog(Path file) {
    this.file = file;
  }

  /** All requests that were answered so far, oldest first. */
  public List<AuditedRequest> requests() {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String complete = text.substring(0, text.lastIndexOf('\n') + 1);
      return Arrays.stream(complete.split("\n", -1))
          .filter(line -> !line.isEmpty())
          .map(this::request)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private AuditedRequest request(String line) {
    try {
      JsonNode event = mapper.readTree(line);
      JsonNode object = event.path("objectRef");
      String user = event.path("user").path("username").asText();
      return new AuditedRequest(
          Optional.of(event.path("impersonatedUser").path("username").asText())
              .filter(name -> !name.isEmpty())
              .orElse(user),
          event.path("verb").asText(),
          object.path("resource").asText(),
          object.path("subresource").asText(),
          object.path("namespace").asText(),
          object.path("name").asText(),
          event.path("responseStatus").path("code").asInt());
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
