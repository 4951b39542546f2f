package io.jotgate.keys.jose;

import io.jotgate.keys.json.JsonLimits;
import io.jotgate.keys.json.JsonReader;
import io.jotgate.keys.json.NotJsonException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects from outside with nothing before them, bounded in size, depth and the length of
 * numbers.
 */
final class StrictJson {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER_CHARACTERS = 128;

  private StrictJson() {}

  /** The object, or nothing if the bytes are anything else. */
  static Optional<Map<String, @Nullable Object>> object(byte[] utf8, int maxBytes) {
    if (utf8.length == 0 || utf8[0] != '{') {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonReader.object(utf8, limits(maxBytes)));
    } catch (NotJsonException e) {
      return Optional.empty();
    }
  }

  /** The object, or nothing if the text is anything else. */
  static Optional<Map<String, @Nullable Object>> object(String text, int maxCharacters) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonReader.object(text, limits(maxCharacters)));
    } catch (NotJsonException e) {
      return Optional.empty();
    }
  }

  private static JsonLimits limits(int characters) {
    return new JsonLimits(characters, MAX_DEPTH, characters, MAX_NUMBER_CHARACTERS);
  }

  /** An object that the reader made: each of its names is a string. */
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> withNames(Map<?, ?> members) {
    return (Map<String, @Nullable Object>) members;
  }
}
