package io.jotgate.issuer.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The JSON type of a claim. */
public enum ClaimType {
  /** A string. */
  STRING,
  /** A whole number that every JSON reader keeps exact: at most 2^53-1 (RFC 7493 section 2.2). */
  INTEGER,
  /** True or false. */
  BOOLEAN,
  /** An array of strings. */
  STRING_LIST;

  /** Largest value of an integer, and smallest with the other sign. */
  public static final long MAX_INTEGER = 9_007_199_254_740_991L;

  /** Most strings in a list. */
  public static final int MAX_ITEMS = 64;

  private static final Pattern DECIMAL = Pattern.compile("0|-?[1-9][0-9]{0,15}");

  /**
   * The value that a text stands for: of an attribute, a header or a constant. The items of a list
   * are separated by commas, with spaces around them or not.
   *
   * @return empty if the text is no value of this type
   */
  public Optional<Object> parse(String text) {
    return switch (this) {
      case STRING -> Optional.of(text);
      case INTEGER ->
          DECIMAL.matcher(text).matches() ? exact(Long.parseLong(text)) : Optional.empty();
      case BOOLEAN -> bool(text);
      case STRING_LIST -> check(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    };
  }

  /**
   * A value as JSON has it, if it is one of this type.
   *
   * @param json a string, long, boolean or list, as {@link StrictObject#plainObject} gives it
   */
  public Optional<Object> accept(Object json) {
    return switch (this) {
      case STRING -> json instanceof String ? Optional.of(json) : Optional.empty();
      case INTEGER -> json instanceof Long number ? exact(number) : Optional.empty();
      case BOOLEAN -> json instanceof Boolean ? Optional.of(json) : Optional.empty();
      case STRING_LIST -> json instanceof List<?> items ? check(items) : Optional.empty();
    };
  }

  private static Optional<Object> exact(long number) {
    return number >= -MAX_INTEGER && number <= MAX_INTEGER ? Optional.of(number) : Optional.empty();
  }

  private static Optional<Object> bool(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> check(List<?> items) {
    boolean strings =
        items.stream().allMatch(item -> item instanceof String text && !text.isEmpty());
    return strings && !items.isEmpty() && items.size() <= MAX_ITEMS
        ? Optional.of(List.copyOf(items))
        : Optional.empty();
  }
}
