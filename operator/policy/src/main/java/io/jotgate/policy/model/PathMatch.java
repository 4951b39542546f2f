package io.jotgate.policy.model;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A path in normal form and how it is compared.
 *
 * <p>Compared case-sensitively with the canonical path of the request. Sorted by specificity: exact
 * before prefix, longer before shorter.
 *
 * @param kind how the path is compared
 * @param value an absolute path without empty, {@code .} or {@code ..} segments and without a
 *     trailing slash, except {@code /} itself
 */
public record PathMatch(Kind kind, String value) implements Comparable<PathMatch> {
  private static final Pattern SYNTAX = Pattern.compile("/[A-Za-z0-9/._~!$&'()*+,=:@-]{0,511}");
  private static final Pattern NOT_NORMAL = Pattern.compile("//|/\\.\\.?(/|$)|./$");
  private static final Comparator<PathMatch> SPECIFICITY =
      Comparator.comparing(PathMatch::kind)
          .thenComparingInt(match -> -match.value().length())
          .thenComparing(PathMatch::value);

  /** Refuses a path that is not in normal form: it could never match, or match too much. */
  public PathMatch {
    if (!isNormal(value)) {
      throw new IllegalArgumentException("path is not in normal form");
    }
  }

  /** True when the text can be the value of a match. */
  public static boolean isNormal(String value) {
    return SYNTAX.matcher(value).matches() && !NOT_NORMAL.matcher(value).find();
  }

  /** True when a canonical path is matched. */
  public boolean matches(String canonicalPath) {
    return switch (kind) {
      case EXACT -> canonicalPath.equals(value);
      case PREFIX ->
          value.equals("/") || canonicalPath.equals(value) || canonicalPath.startsWith(value + "/");
    };
  }

  @Override
  public int compareTo(PathMatch other) {
    return SPECIFICITY.compare(this, other);
  }

  /** How a path is compared. */
  public enum Kind {
    /** The whole path. */
    EXACT,
    /** By whole segments: {@code /orders} matches {@code /orders/1}, not {@code /ordersX}. */
    PREFIX
  }
}
