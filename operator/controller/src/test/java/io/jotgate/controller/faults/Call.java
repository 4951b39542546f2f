package io.jotgate.controller.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request that the API server received.
 *
 * @param verb HTTP method
 * @param path of the object, also where the request names only its collection
 * @param body what was sent; a missing node if nothing
 */
public record Call(String verb, String path, JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Call of(RecordedRequest request) {
    JsonNode body = parse(new String(request.getBody().getBytes(), StandardCharsets.UTF_8));
    String path = request.getPath().replaceFirst("\\?.*", "");
    boolean creates = request.getMethod().equals("POST");
    return new Call(
        request.getMethod(),
        creates ? path + "/" + body.at("/metadata/name").asText() : path,
        body);
  }

  /** Whether it is meant to change something. */
  public boolean writes() {
    return !verb.equals("GET");
  }

  /** Whether it asks for all objects of a kind. */
  public boolean lists() {
    return !writes() && path.matches(".*/namespaces/[^/]+/[^/]+");
  }

  /** Verb, kind and name, such as {@code PUT configmaps/login-jwks}. */
  public String target() {
    return verb + " " + path.replaceFirst(".*/namespaces/[^/]+/", "");
  }

  /** The version that it replaces or deletes, if it names one. */
  public Optional<String> resourceVersion() {
    String at = verb.equals("DELETE") ? "/preconditions" : "/metadata";
    return Optional.of(body.at(at + "/resourceVersion"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  private static JsonNode parse(String text) {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new AssertionError("the client sent no JSON", broken);
    }
  }
}
