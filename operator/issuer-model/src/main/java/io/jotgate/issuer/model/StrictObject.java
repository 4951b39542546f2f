package io.jotgate.issuer.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object that is read member by member; {@link #end()} refuses every member that nobody
 * asked for.
 *
 * <p>A member that is {@code null} is refused like one of a wrong type: absent is written by
 * leaving it out. Instances serve one reader once.
 */
public final class StrictObject {
  static final String FORMAT_VERSION = "formatVersion";

  private final String path;
  private final ObjectNode node;
  private final Set<String> seen = new HashSet<>();

  StrictObject(String path, ObjectNode node) {
    this.path = path;
    this.node = node;
  }

  /**
   * Requires that the document is of a format that this code knows.
   *
   * @throws InvalidDocumentException if it is of another
   */
  public void formatVersion(int known) {
    if (number(FORMAT_VERSION, 0, Integer.MAX_VALUE) != known) {
      throw invalid(FORMAT_VERSION, "only version " + known + " is known");
    }
  }

  /** A required string of 1 to {@code maxLength} characters. */
  public String string(String name, int maxLength) {
    return optionalString(name, maxLength).orElseThrow(() -> missing(name));
  }

  /** A string of 1 to {@code maxLength} characters, if the member is there. */
  public Optional<String> optionalString(String name, int maxLength) {
    return member(name).map(value -> text(value, name, maxLength));
  }

  /** A required integer within bounds, both included. */
  public long number(String name, long min, long max) {
    return optionalNumber(name, min, max).orElseThrow(() -> missing(name));
  }

  /** An integer within bounds, both included, if the member is there. */
  public Optional<Long> optionalNumber(String name, long min, long max) {
    return member(name)
        .map(
            value -> {
              if (!value.isIntegralNumber()
                  || !value.canConvertToLong()
                  || value.longValue() < min
                  || value.longValue() > max) {
                throw invalid(name, "must be an integer from " + min + " to " + max);
              }
              return value.longValue();
            });
  }

  /** A required truth value. */
  public boolean bool(String name) {
    JsonNode value = member(name).orElseThrow(() -> missing(name));
    if (!value.isBoolean()) {
      throw invalid(name, "must be true or false");
    }
    return value.booleanValue();
  }

  /** A required constant of an enumeration, by its name. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    String text = string(name, 64);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw invalid(name, "must be one of " + Arrays.toString(type.getEnumConstants()));
  }

  /** A required duration, written as whole seconds. */
  public Duration seconds(String name, long min, long max) {
    return Duration.ofSeconds(number(name, min, max));
  }

  /** A required instant, written as in RFC 3339 with {@code Z}. */
  public Instant instant(String name) {
    return optionalInstant(name).orElseThrow(() -> missing(name));
  }

  /** An instant, if the member is there. */
  public Optional<Instant> optionalInstant(String name) {
    return optionalString(name, 40)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw invalid(name, "must be an instant such as 2026-01-31T00:00:00Z");
              }
            });
  }

  /** A required array of strings. */
  public List<String> strings(String name, int maxItems, int maxLength) {
    List<String> strings = new ArrayList<>();
    for (JsonNode item : array(name, maxItems)) {
      strings.add(text(item, name, maxLength));
    }
    return List.copyOf(strings);
  }

  /** An object whose members all are strings, if the member is there. */
  public Optional<Map<String, String>> optionalStringMap(String name, int maxItems, int maxLength) {
    return optionalObject(
        name,
        object -> {
          if (object.node.size() > maxItems) {
            throw invalid(name, "must have at most " + maxItems + " members");
          }
          Map<String, String> strings = new TreeMap<>();
          object
              .node
              .fieldNames()
              .forEachRemaining(member -> strings.put(member, object.value(member, maxLength)));
          return strings;
        });
  }

  /** Whether the member is there and is a string, for members that take two forms. */
  public boolean hasString(String name) {
    return member(name).map(JsonNode::isTextual).orElse(false);
  }

  /** Whether the member is there. */
  public boolean has(String name) {
    return member(name).isPresent();
  }

  /** A required object. */
  public <T> T object(String name, Function<StrictObject, T> reader) {
    return read(member(name).orElseThrow(() -> missing(name)), place(name), reader);
  }

  /** An object, if the member is there. */
  public <T> Optional<T> optionalObject(String name, Function<StrictObject, T> reader) {
    return member(name).map(value -> read(value, place(name), reader));
  }

  /** A required array of objects. */
  public <T> List<T> objects(String name, int maxItems, Function<StrictObject, T> reader) {
    List<T> objects = new ArrayList<>();
    for (JsonNode item : array(name, maxItems)) {
      objects.add(read(item, place(name) + "[" + objects.size() + "]", reader));
    }
    return List.copyOf(objects);
  }

  /** A required object that is kept as JSON text, its members in their order. */
  public String rawObject(String name) {
    JsonNode value = member(name).orElseThrow(() -> missing(name));
    if (!value.isObject()) {
      throw invalid(name, "must be an object");
    }
    return StrictJson.write(value);
  }

  /**
   * An object as plain values, empty if the member is absent: strings, booleans, {@link Long} for
   * integers that fit, {@link java.math.BigDecimal} for other numbers, lists and maps; null for
   * null.
   */
  public Map<String, @Nullable Object> plainObject(String name) {
    Optional<JsonNode> value = member(name);
    if (value.isEmpty()) {
      return Map.of();
    }
    if (!value.get().isObject()) {
      throw invalid(name, "must be an object");
    }
    return members(value.get());
  }

  /** All members of this object as plain values, as in {@link #plainObject}. */
  public Map<String, @Nullable Object> plainMembers() {
    return members(node);
  }

  private static Map<String, @Nullable Object> members(JsonNode object) {
    Map<String, @Nullable Object> members = new HashMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
    return members;
  }

  private static @Nullable Object plain(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue();
      case BOOLEAN -> value.booleanValue();
      case NUMBER ->
          value.isIntegralNumber() && value.canConvertToLong()
              ? (Object) value.longValue()
              : value.decimalValue();
      case OBJECT -> members(value);
      case ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        value.forEach(item -> items.add(plain(item)));
        yield items;
      }
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  /**
   * Says that all members have been read.
   *
   * @throws InvalidDocumentException if there are others
   */
  public void end() {
    Set<String> unknown = new HashSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(seen);
    if (!unknown.isEmpty()) {
      // The names of unknown members are content: they are counted, not repeated.
      throw new InvalidDocumentException(
          path, "has " + unknown.size() + " unknown member" + (unknown.size() == 1 ? "" : "s"));
    }
  }

  /** An error about a member of this object. */
  public InvalidDocumentException invalid(String name, String rule) {
    return new InvalidDocumentException(place(name), rule);
  }

  private <T> T read(JsonNode value, String at, Function<StrictObject, T> reader) {
    if (!(value instanceof ObjectNode object)) {
      throw new InvalidDocumentException(at, "must be an object");
    }
    StrictObject strict = new StrictObject(at, object);
    T result = reader.apply(strict);
    strict.end();
    return result;
  }

  /** A member whose name is content, which errors must not repeat. */
  private String value(String member, int maxLength) {
    seen.add(member);
    JsonNode value = node.get(member);
    if (!value.isTextual() || value.textValue().length() > maxLength) {
      throw new InvalidDocumentException(
          path, "must have strings of at most " + maxLength + " characters");
    }
    return value.textValue();
  }

  private ArrayNode array(String name, int maxItems) {
    JsonNode value = member(name).orElseThrow(() -> missing(name));
    if (!(value instanceof ArrayNode array) || array.size() > maxItems) {
      throw invalid(name, "must be an array of at most " + maxItems);
    }
    return array;
  }

  private String text(JsonNode value, String name, int maxLength) {
    if (!value.isTextual()
        || value.textValue().isEmpty()
        || value.textValue().length() > maxLength) {
      throw invalid(name, "must be a string of 1 to " + maxLength + " characters");
    }
    return value.textValue();
  }

  private Optional<JsonNode> member(String name) {
    seen.add(name);
    return Optional.ofNullable(node.get(name));
  }

  private InvalidDocumentException missing(String name) {
    return invalid(name, "is missing");
  }

  private String place(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
