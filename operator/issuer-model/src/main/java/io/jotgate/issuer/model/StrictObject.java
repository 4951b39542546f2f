package io.jotgate.issuer.model;

import io.jotgate.keys.json.JsonWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  /** Stands for a value that is null. */
  private static final Optional<Object> NULL = Optional.of(new Object());

  private final String path;
  private final Map<String, @Nullable Object> members;
  private final Set<String> seen = new HashSet<>();

  StrictObject(String path, Map<String, @Nullable Object> members) {
    this.path = path;
    this.members = members;
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
              if (value instanceof Long number && number >= min && number <= max) {
                return number;
              }
              throw invalid(name, "must be an integer from " + min + " to " + max);
            });
  }

  /** A required truth value. */
  public boolean bool(String name) {
    if (member(name).orElseThrow(() -> missing(name)) instanceof Boolean value) {
      return value;
    }
    throw invalid(name, "must be true or false");
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
    for (Object item : array(name, maxItems)) {
      strings.add(text(item, name, maxLength));
    }
    return List.copyOf(strings);
  }

  /** An object whose members all are strings, if the member is there. */
  public Optional<Map<String, String>> optionalStringMap(String name, int maxItems, int maxLength) {
    return optionalObject(
        name,
        object -> {
          if (object.members.size() > maxItems) {
            throw invalid(name, "must have at most " + maxItems + " members");
          }
          Map<String, String> strings = new TreeMap<>();
          object
              .members
              .keySet()
              .forEach(member -> strings.put(member, object.value(member, maxLength)));
          return strings;
        });
  }

  /** Whether the member is there and is a string, for members that take two forms. */
  public boolean hasString(String name) {
    return member(name).filter(String.class::isInstance).isPresent();
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
    for (Object item : array(name, maxItems)) {
      objects.add(read(item, place(name) + "[" + objects.size() + "]", reader));
    }
    return List.copyOf(objects);
  }

  /** A required object that is kept as JSON text, its members in their order. */
  public String rawObject(String name) {
    if (member(name).orElseThrow(() -> missing(name)) instanceof Map<?, ?> object) {
      return JsonWriter.text(withNames(object));
    }
    throw invalid(name, "must be an object");
  }

  /**
   * An object as plain values, empty if the member is absent: strings, booleans, {@link Long} for
   * integers that fit and {@link java.math.BigInteger} for others, {@link Double} for other
   * numbers, lists and maps; null for null.
   */
  public Map<String, @Nullable Object> plainObject(String name) {
    Optional<Object> value = member(name);
    if (value.isEmpty()) {
      return Map.of();
    }
    if (value.get() instanceof Map<?, ?> object) {
      return withNames(object);
    }
    throw invalid(name, "must be an object");
  }

  /** All members of this object as plain values, as in {@link #plainObject}. */
  public Map<String, @Nullable Object> plainMembers() {
    return Collections.unmodifiableMap(members);
  }

  /**
   * Says that all members have been read.
   *
   * @throws InvalidDocumentException if there are others
   */
  public void end() {
    Set<String> unknown = new HashSet<>(members.keySet());
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

  private <T> T read(@Nullable Object value, String at, Function<StrictObject, T> reader) {
    if (!(value instanceof Map<?, ?> object)) {
      throw new InvalidDocumentException(at, "must be an object");
    }
    StrictObject strict = new StrictObject(at, withNames(object));
    T result = reader.apply(strict);
    strict.end();
    return result;
  }

  /** A member whose name is content, which errors must not repeat. */
  private String value(String member, int maxLength) {
    seen.add(member);
    if (members.get(member) instanceof String text && text.length() <= maxLength) {
      return text;
    }
    throw new InvalidDocumentException(
        path, "must have strings of at most " + maxLength + " characters");
  }

  private List<@Nullable Object> array(String name, int maxItems) {
    if (member(name).orElseThrow(() -> missing(name)) instanceof List<?> array
        && array.size() <= maxItems) {
      return Collections.unmodifiableList(array);
    }
    throw invalid(name, "must be an array of at most " + maxItems);
  }

  private String text(@Nullable Object value, String name, int maxLength) {
    if (value instanceof String text && !text.isEmpty() && text.length() <= maxLength) {
      return text;
    }
    throw invalid(name, "must be a string of 1 to " + maxLength + " characters");
  }

  /** Empty if it is absent. A member that is null is there, but of no type that is read. */
  private Optional<Object> member(String name) {
    seen.add(name);
    Object value = members.get(name);
    return value == null && members.containsKey(name) ? NULL : Optional.ofNullable(value);
  }

  /** An object that the reader made: each of its names is a string. */
  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> withNames(Map<?, ?> members) {
    return (Map<String, @Nullable Object>) members;
  }

  private InvalidDocumentException missing(String name) {
    return invalid(name, "is missing");
  }

  private String place(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
