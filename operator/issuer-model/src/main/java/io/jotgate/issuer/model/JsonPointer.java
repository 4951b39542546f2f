package io.jotgate.issuer.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer (RFC 6901) to a value inside of a JSON object: at least one reference token.
 *
 * @param text the pointer, such as {@code /user/id}
 * @param tokens its reference tokens, unescaped
 */
public record JsonPointer(String text, List<String> tokens) {
  static final int MAX_LENGTH = 256;
  private static final Pattern SYNTAX = Pattern.compile("(/([^/~\\p{Cntrl}]|~[01])*+)++");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,5}");

  /**
   * Reads a pointer.
   *
   * @throws InvalidDocumentException if it is none, names the whole document or is too long
   */
  public static JsonPointer parse(String text) {
    if (text.length() > MAX_LENGTH || !SYNTAX.matcher(text).matches()) {
      throw new InvalidDocumentException("body", "must be a JSON Pointer such as /user/id");
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.substring(1).split("/", -1)) {
      // In this order, so that ~01 becomes ~1 (RFC 6901 section 4).
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPointer(text, List.copyOf(tokens));
  }

  /** The value in an object, or nothing where the path ends before or the value is null. */
  public Optional<Object> find(Map<String, ?> object) {
    @Nullable Object value = object;
    for (String token : tokens) {
      value =
          switch (value) {
            case Map<?, ?> members -> members.get(token);
            case List<?> items -> item(items, token);
            case null, default -> null;
          };
    }
    return Optional.ofNullable(value);
  }

  private static @Nullable Object item(List<?> items, String token) {
    if (!INDEX.matcher(token).matches()) {
      return null;
    }
    int index = Integer.parseInt(token);
    return index < items.size() ? items.get(index) : null;
  }

  @Override
  public String toString() {
    return text;
  }
}
