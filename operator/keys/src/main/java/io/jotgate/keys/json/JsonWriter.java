package io.jotgate.keys.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259) without white space, members in the order of the map. Every token passes
 * here, and a library that can write anything takes several times as long for these few types:
 * strings, numbers, booleans, null, maps and collections of such.
 */
public final class JsonWriter {
  /** Most tokens fit, so that the text does not move while it grows. */
  private static final int USUAL_CHARACTERS = 1024;

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder(USUAL_CHARACTERS);

  private JsonWriter() {}

  /**
   * The text of an object.
   *
   * @throws IllegalArgumentException if a value has no form in JSON: another type, a number that is
   *     not finite, half of a surrogate pair
   */
  public static String text(Map<String, ?> members) {
    JsonWriter writer = new JsonWriter();
    writer.object(members);
    return writer.text.toString();
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case String string -> string(string);
      case Integer number -> text.append(number.intValue());
      case Long number -> text.append(number.longValue());
      case BigInteger number -> text.append(number);
      case BigDecimal number -> text.append(number);
      case Double number when Double.isFinite(number) -> text.append(number.doubleValue());
      case Boolean bool -> text.append(bool.booleanValue());
      case Map<?, ?> members -> object(members);
      case Iterable<?> items -> array(items);
      case null -> text.append("null");
      default ->
          throw new IllegalArgumentException(
              "no JSON for a value of " + value.getClass().getName());
    }
  }

  private void object(Map<?, ?> members) {
    char before = '{';
    for (Map.Entry<?, ?> member : members.entrySet()) {
      text.append(before);
      string(String.valueOf(member.getKey()));
      text.append(':');
      value(member.getValue());
      before = ',';
    }
    text.append(before == '{' ? "{}" : "}");
  }

  private void array(Iterable<?> items) {
    char before = '[';
    for (Object item : items) {
      text.append(before);
      value(item);
      before = ',';
    }
    text.append(before == '[' ? "[]" : "]");
  }

  private void string(String string) {
    text.append('"');
    int written = 0;
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        text.append(string, written, i);
        escape(c);
        written = i + 1;
      } else if (Character.isSurrogate(c)) {
        i += requirePair(string, i);
      }
    }
    text.append(string, written, string.length()).append('"');
  }

  private void escape(char c) {
    text.append('\\');
    switch (c) {
      case '\n' -> text.append('n');
      case '\r' -> text.append('r');
      case '\t' -> text.append('t');
      case '"', '\\' -> text.append(c);
      default -> text.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
    }
  }

  private static int requirePair(String string, int at) {
    if (at + 1 < string.length()
        && Character.isSurrogatePair(string.charAt(at), string.charAt(at + 1))) {
      return 1;
    }
    throw new IllegalArgumentException("half of a surrogate pair has no form in UTF-8");
  }
}
