package io.jotgate.keys.json;

import io.jotgate.keys.json.NotJsonException.Rule;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text (RFC 8259) without any liberty, and without those that the RFC allows and
 * that let two readers see two things: a member name has one value at every depth, a surrogate has
 * its other half, a number has a value of its Java type.
 *
 * <p>Our own, since the libraries that we have take more (docs/decisions/0013).
 *
 * <p>Objects are {@link Map} in the order of the text, arrays {@link List}, integers {@link Long}
 * or, beyond its range, {@link BigInteger}, other numbers {@link Double}.
 */
public final class JsonReader {
  /** Integers of fewer characters fit in a long, sign included. */
  private static final int SAFE_LONG_CHARACTERS = 18;

  private static final int HEX = 16;

  private final String text;
  private final JsonLimits limits;
  private int at;
  private int depth;

  private JsonReader(String text, JsonLimits limits) {
    this.text = text;
    this.limits = limits;
  }

  /**
   * The object that the bytes are: UTF-8 without a byte order mark.
   *
   * @throws NotJsonException if they are anything else
   */
  public static Map<String, @Nullable Object> object(byte[] utf8, JsonLimits limits)
      throws NotJsonException {
    require(utf8.length <= limits.characters(), Rule.LENGTH);
    try {
      return object(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString(), limits);
    } catch (CharacterCodingException e) {
      throw new NotJsonException(Rule.ENCODING);
    }
  }

  /**
   * The object that the text is, with white space around it at most.
   *
   * @throws NotJsonException if it is anything else
   */
  public static Map<String, @Nullable Object> object(String text, JsonLimits limits)
      throws NotJsonException {
    require(text.length() <= limits.characters(), Rule.LENGTH);
    JsonReader reader = new JsonReader(text, limits);
    reader.skipSpace();
    Map<String, @Nullable Object> object = reader.object();
    reader.skipSpace();
    require(reader.at == text.length());
    return object;
  }

  private @Nullable Object value() throws NotJsonException {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() throws NotJsonException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    enter('{');
    if (!leaves('}')) {
      do {
        skipSpace();
        String name = string();
        require(name.length() <= limits.nameCharacters(), Rule.LIMITS);
        require(!members.containsKey(name), Rule.UNIQUE_NAMES);
        skipSpace();
        take(':');
        skipSpace();
        members.put(name, value());
      } while (continues('}'));
    }
    return members;
  }

  private List<@Nullable Object> array() throws NotJsonException {
    List<@Nullable Object> items = new ArrayList<>();
    enter('[');
    if (!leaves(']')) {
      do {
        skipSpace();
        items.add(value());
      } while (continues(']'));
    }
    return items;
  }

  private void enter(char open) throws NotJsonException {
    take(open);
    require(++depth <= limits.depth(), Rule.LIMITS);
    skipSpace();
  }

  private boolean leaves(char close) throws NotJsonException {
    if (peek() != close) {
      return false;
    }
    at++;
    depth--;
    return true;
  }

  /** Whether a comma follows; if not, the end of the object or array must. */
  private boolean continues(char close) throws NotJsonException {
    skipSpace();
    if (peek() == ',') {
      at++;
      return true;
    }
    require(leaves(close));
    return false;
  }

  private String string() throws NotJsonException {
    take('"');
    int from = at;
    while (peek() != '"' && peek() != '\\') {
      require(text.charAt(at++) >= ' ');
    }
    String plain = text.substring(from, at);
    String whole = peek() == '"' ? plain : withEscapes(plain);
    at++;
    require(hasWholeSurrogates(whole));
    return whole;
  }

  private String withEscapes(String plain) throws NotJsonException {
    StringBuilder builder = new StringBuilder(plain);
    while (peek() != '"') {
      char c = text.charAt(at++);
      require(c >= ' ');
      builder.append(c == '\\' ? escaped() : c);
    }
    return builder.toString();
  }

  private char escaped() throws NotJsonException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new NotJsonException(Rule.GRAMMAR);
    };
  }

  private char unicode() throws NotJsonException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      // Character.digit also takes digits of other scripts.
      require(c < 0x80 && Character.digit(c, HEX) >= 0);
      unit = unit * HEX + Character.digit(c, HEX);
      at++;
    }
    return (char) unit;
  }

  private static boolean hasWholeSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(++i))) {
          return false;
        }
      }
    }
    return true;
  }

  private Number number() throws NotJsonException {
    int from = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    boolean integer = true;
    if (skip('.')) {
      digits();
      integer = false;
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      digits();
      integer = false;
    }
    require(at - from <= limits.numberCharacters(), Rule.LIMITS);
    String number = text.substring(from, at);
    return integer ? integer(number) : fraction(number);
  }

  private static Number integer(String digits) {
    if (digits.length() <= SAFE_LONG_CHARACTERS) {
      return Long.valueOf(digits);
    }
    BigInteger value = new BigInteger(digits);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private static Double fraction(String number) throws NotJsonException {
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      throw new NotJsonException(Rule.GRAMMAR);
    }
    return value;
  }

  private void digits() throws NotJsonException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    require(at > from);
  }

  private <T extends @Nullable Object> T literal(String word, T value) throws NotJsonException {
    require(text.startsWith(word, at));
    at += word.length();
    return value;
  }

  private void skipSpace() {
    while (skip(' ') || skip('\t') || skip('\n') || skip('\r')) {
      // Each turn skips one character.
    }
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void take(char c) throws NotJsonException {
    require(skip(c));
  }

  private char peek() throws NotJsonException {
    require(at < text.length());
    return text.charAt(at);
  }

  private static void require(boolean condition) throws NotJsonException {
    require(condition, Rule.GRAMMAR);
  }

  private static void require(boolean condition, Rule rule) throws NotJsonException {
    if (!condition) {
      throw new NotJsonException(rule);
    }
  }
}
