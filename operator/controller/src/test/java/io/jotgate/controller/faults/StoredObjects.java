package io.jotgate.controller.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was written last, by path, so that a read after a write finds it. Of the rules of the API
 * server it knows one: who names a version replaces or deletes that version only.
 */
final class StoredObjects {
  private static final int FIRST_VERSION = 100;

  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final Map<String, ObjectNode> objects = new HashMap<>();
  private long version = FIRST_VERSION;

  /**
   * An answer.
   *
   * @param code HTTP status
   */
  record Answer(int code, ObjectNode document) {}

  <R extends HasMetadata> R put(Class<R> type, R object) {
    String version = object.getApiVersion();
    String path =
        "/%s/%s/namespaces/%s/%s/%s"
            .formatted(
                version.contains("/") ? "apis" : "api",
                version,
                object.getMetadata().getNamespace(),
                object.getPlural(),
                object.getMetadata().getName());
    return serialization.convertValue(
        store(path, serialization.convertValue(object, ObjectNode.class)), type);
  }

  <R extends HasMetadata> Optional<R> get(Class<R> type, String target) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("/" + target))
        .findFirst()
        .map(entry -> serialization.convertValue(entry.getValue(), type));
  }

  void remove(String target) {
    version++;
    objects.keySet().removeIf(path -> path.endsWith("/" + target));
  }

  Answer carryOut(Call call) {
    if (call.lists()) {
      return new Answer(200, list(call.path()));
    }
    Optional<ObjectNode> found = Optional.ofNullable(objects.get(call.path()));
    return switch (call.verb()) {
      case "GET" -> found.map(object -> new Answer(200, object)).orElseGet(() -> refusal(404));
      case "POST" -> found.map(taken -> refusal(409)).orElseGet(() -> stored(call));
      case "PUT" -> mismatch(call, found).orElseGet(() -> stored(call));
      case "DELETE" -> mismatch(call, found).orElseGet(() -> deleted(call));
      case "PATCH" -> new Answer(200, versioned(found.orElseGet(() -> sent(call))));
      default -> throw new AssertionError("nobody sends " + call.verb());
    };
  }

  /** A Status that says no. */
  static Answer refusal(int code) {
    return new Answer(code, status("Failure").put("code", code).put("message", "as ordered"));
  }

  private static Optional<Answer> mismatch(Call call, Optional<ObjectNode> found) {
    if (found.isEmpty()) {
      return Optional.of(refusal(404));
    }
    String present = found.get().at("/metadata/resourceVersion").asText();
    return call.resourceVersion()
        .filter(expected -> !expected.equals(present))
        .map(other -> refusal(409));
  }

  private Answer stored(Call call) {
    return new Answer(200, store(call.path(), sent(call)));
  }

  private Answer deleted(Call call) {
    objects.remove(call.path());
    return new Answer(200, status("Success"));
  }

  private ObjectNode store(String path, ObjectNode object) {
    ObjectNode versioned = versioned(object);
    objects.put(path, versioned);
    return versioned;
  }

  private ObjectNode versioned(ObjectNode object) {
    version++;
    ObjectNode copy = object.deepCopy();
    copy.withObject("/metadata").put("resourceVersion", Long.toString(version));
    return copy;
  }

  private ObjectNode list(String path) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.withObject("/metadata").put("resourceVersion", Long.toString(version));
    objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(path + "/"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> list.withArray("/items").add(entry.getValue()));
    return list;
  }

  private static ObjectNode status(String outcome) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("apiVersion", "v1")
        .put("kind", "Status")
        .put("status", outcome);
  }

  private static ObjectNode sent(Call call) {
    return (ObjectNode) call.body();
  }
}
