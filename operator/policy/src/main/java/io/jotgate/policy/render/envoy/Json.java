package io.jotgate.policy.render.envoy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as plain maps, lists, strings and numbers; written compactly with sorted members. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Json() {}

  static String write(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of maps and lists cannot be written", e);
    }
  }

  /** Empty when the text is not one JSON object; the text itself appears in no error. */
  static Optional<Map<?, ?>> read(String text) {
    try {
      return MAPPER.readValue(text, Object.class) instanceof Map<?, ?> map
          ? Optional.of(map)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The member at a path of names, or null. */
  static @Nullable Object at(@Nullable Object tree, String... path) {
    Object here = tree;
    for (String name : path) {
      here = here instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return here;
  }

  static Map<?, ?> map(@Nullable Object tree) {
    return tree instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(@Nullable Object tree) {
    return tree instanceof List<?> list ? list : List.of();
  }

  static String text(@Nullable Object tree) {
    return tree instanceof String text ? text : "";
  }
}
