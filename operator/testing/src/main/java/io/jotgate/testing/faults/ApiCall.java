package io.jotgate.testing.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A request to the API server as its rules of access see it; absent parts are empty.
 *
 * @param verb get, list, watch, create, update, patch or delete
 * @param resource plural name
 * @param subresource for instance {@code status}
 */
public record ApiCall(
    String verb, String resource, String subresource, String namespace, String name) {
  private static final Set<String> READS = Set.of("get", "list", "watch");

  /**
   * Reads a request.
   *
   * @param target request target: path and query
   * @param body each byte as one character; the name of an object that is created stands there
   */
  static ApiCall of(String method, String target, String body) {
    URI uri = URI.create(target);
    List<String> path = Arrays.asList(uri.getPath().split("/", -1));
    // "/api/v1/..." or "/apis/<group>/<version>/..."
    List<String> rest =
        path.subList(Math.min(path.size(), path.get(1).equals("api") ? 3 : 4), path.size());
    String namespace = "";
    if (rest.size() > 2 && rest.getFirst().equals("namespaces")) {
      namespace = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    String verb = verb(method, rest.size() > 1, String.valueOf(uri.getQuery()));
    String name = verb.equals("create") ? nameIn(body) : part(rest, 1);
    return new ApiCall(verb, part(rest, 0), part(rest, 2), namespace, name);
  }

  private static String verb(String method, boolean named, String query) {
    return switch (method) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      case "GET" -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
      default -> throw new IllegalArgumentException("unexpected method " + method);
    };
  }

  private static String nameIn(String body) {
    try {
      JsonNode object = new ObjectMapper().readTree(body.getBytes(StandardCharsets.ISO_8859_1));
      return object.path("metadata").path("name").asText();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  /** Whether the request could change something. */
  public boolean isWrite() {
    return !READS.contains(verb);
  }

  /** Whether the request waits for events. */
  public boolean isWatch() {
    return verb.equals("watch");
  }

  /**
   * Says the same for the same request in another run: the name of an Event holds the time, and
   * only what follows its last dot stays.
   */
  @Override
  public String toString() {
    String subject = resource.equals("events") ? name.substring(name.lastIndexOf('.') + 1) : name;
    return verb
        + " "
        + resource
        + (subject.isEmpty() ? "" : "/" + subject)
        + (subresource.isEmpty() ? "" : "/" + subresource);
  }
}
