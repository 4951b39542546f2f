package io.jotgate.keys.jose;

import io.jotgate.keys.jose.JsonReader.NotJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects from outside: valid UTF-8, no byte order mark or space before the object, no
 * duplicate members, bounded in size and depth.
 */
final class StrictJson {
  private StrictJson() {}

  /** The object, or nothing if the bytes are anything else. */
  static Optional<Map<String, @Nullable Object>> object(byte[] utf8, int maxBytes) {
    if (utf8.length > maxBytes) {
      return Optional.empty();
    }
    try {
      return object(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString(), maxBytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The object, or nothing if the text is anything else. */
  static Optional<Map<String, @Nullable Object>> object(String text, int maxCharacters) {
    if (text.length() > maxCharacters || !text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return JsonReader.value(text) instanceof Map<?, ?> members
          ? Optional.of(withNames(members))
          : Optional.empty();
    } catch (NotJsonException e) {
      return Optional.empty();
    }
  }

  /** An object that the reader made: each of its names is a string. */
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> withNames(Map<?, ?> members) {
    return (Map<String, @Nullable Object>) members;
  }
}
