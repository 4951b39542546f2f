package io.jotgate.keys.jose;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/**
 * JSON objects from outside: valid UTF-8, no byte order mark, no duplicate members, nothing around
 * the object, bounded in size and depth.
 */
final class StrictJson {
  private static final int MAX_DEPTH = 32;

  private StrictJson() {}

  /** The object, or nothing if the bytes are anything else. */
  static Optional<Map<String, Object>> object(byte[] utf8, int maxBytes) {
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
  static Optional<Map<String, Object>> object(String text, int maxCharacters) {
    if (text.length() > maxCharacters || !text.startsWith("{") || tooDeep(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSONObjectUtils.parse(text));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** Counts brackets outside strings, so that the recursive parser never goes deep. */
  private static boolean tooDeep(String text) {
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        if (++depth > MAX_DEPTH) {
          return true;
        }
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return false;
  }
}
