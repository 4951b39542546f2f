package io.jotgate.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Makes random values of a structural schema, as a CRD holds it. Equal seeds make equal values. */
final class SchemaSampler {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int UNKNOWN_IN = 12;

  private final Random random;

  SchemaSampler(Random random) {
    this.random = random;
  }

  JsonNode sample(JsonNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return random.nextBoolean()
          ? NODES.numberNode(random.nextInt(1000))
          : NODES.textNode("100Mi");
    }
    if (schema.has("enum")) {
      return oneIn(UNKNOWN_IN)
          ? NODES.textNode("FromALaterVersion")
          : schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "integer" -> integer(schema);
      case "number" -> NODES.numberNode(random.nextDouble());
      case "string" -> NODES.textNode(text(schema));
      default -> NODES.objectNode();
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              if (isRequired(schema, property.getKey()) || random.nextBoolean()) {
                object.set(property.getKey(), sample(property.getValue()));
              }
            });
    JsonNode values = schema.path("additionalProperties");
    for (int i = values.isObject() ? random.nextInt(3) : 0; i > 0; i--) {
      object.set("key" + i, sample(values));
    }
    // The metadata of a CR is the API server's: it has no schema here and no unknown members in
    // life.
    if (schema.has("properties") && oneIn(UNKNOWN_IN)) {
      object.put("memberOfALaterVersion", random.nextInt());
    }
    return object;
  }

  private static boolean isRequired(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private ArrayNode array(JsonNode schema) {
    ArrayNode array = NODES.arrayNode();
    int least = schema.path("minItems").asInt(0);
    int size = least + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      array.add(sample(schema.get("items")));
    }
    return array;
  }

  private JsonNode integer(JsonNode schema) {
    long least = schema.path("minimum").asLong(Long.MIN_VALUE / 2);
    long most = schema.path("maximum").asLong(Long.MAX_VALUE / 2);
    return NODES.numberNode(random.nextLong(least, most));
  }

  private String text(JsonNode schema) {
    int least = schema.path("minLength").asInt(0);
    StringBuilder text = new StringBuilder();
    for (int i = least + random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(
          random.nextBoolean() ? random.nextInt(0x20, 0x7f) : random.nextInt(0xa1, 0xd7ff));
    }
    return text.toString();
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
