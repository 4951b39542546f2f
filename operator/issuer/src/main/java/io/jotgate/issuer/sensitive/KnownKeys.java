package io.jotgate.issuer.sensitive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys and tokens with a shape of their own. Each is looked for where a word begins, by a pattern
 * of bounded length: no value makes the search longer than linear.
 */
final class KnownKeys {
  private static final String END = "(?![A-Za-z0-9])";

  /** What a key begins with, and what follows. */
  private record Shape(SensitiveRule rule, String begin, Pattern rest) {
    Shape(SensitiveRule rule, String begin, String rest) {
      this(rule, begin, Pattern.compile(rest));
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          aws("A3T"),
          aws("ABIA"),
          aws("ACCA"),
          aws("AGPA"),
          aws("AIDA"),
          aws("AIPA"),
          aws("AKIA"),
          aws("ANPA"),
          aws("ANVA"),
          aws("APKA"),
          aws("AROA"),
          aws("ASIA"),
          new Shape(SensitiveRule.GITHUB_TOKEN, "gh", "[oprsu]_[A-Za-z0-9]{36}"),
          new Shape(SensitiveRule.GITHUB_TOKEN, "github_pat_", "[A-Za-z0-9_]{22}"),
          new Shape(SensitiveRule.SLACK_TOKEN, "xox", "[abceoprs]-[A-Za-z0-9-]{10}"),
          new Shape(SensitiveRule.SLACK_TOKEN, "xapp-", "[A-Za-z0-9-]{10}"),
          new Shape(SensitiveRule.SLACK_TOKEN, "hooks.slack.com/", "(services|workflows)/[A-Z0-9]"),
          new Shape(SensitiveRule.STRIPE_KEY, "sk_", "(live|test)_[A-Za-z0-9]{10}"),
          new Shape(SensitiveRule.STRIPE_KEY, "rk_", "(live|test)_[A-Za-z0-9]{10}"),
          new Shape(SensitiveRule.STRIPE_KEY, "whsec_", "[A-Za-z0-9]{24}"),
          new Shape(SensitiveRule.GOOGLE_KEY, "AIza", "[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
          new Shape(SensitiveRule.GOOGLE_KEY, "GOCSPX-", "[A-Za-z0-9_-]{28}"),
          new Shape(SensitiveRule.GOOGLE_KEY, "ya29.", "[A-Za-z0-9_-]{20}"),
          new Shape(
              SensitiveRule.JOTGATE_KEY,
              "jg_",
              "[a-z2-7]{12}_[A-Za-z0-9]{32}_[A-Za-z0-9]{6}" + END));

  private static final Map<Character, List<Shape>> BY_FIRST_CHARACTER =
      SHAPES.stream().collect(Collectors.groupingBy(shape -> shape.begin().charAt(0)));

  private KnownKeys() {}

  /** A key that begins at this place, where a word begins. */
  static Optional<SensitiveRule> at(String text, int start) {
    for (Shape shape : BY_FIRST_CHARACTER.getOrDefault(text.charAt(start), List.of())) {
      if (text.startsWith(shape.begin(), start)
          && shape
              .rest()
              .matcher(text)
              .region(start + shape.begin().length(), text.length())
              .lookingAt()) {
        return Optional.of(shape.rule());
      }
    }
    return jwt(text, start) ? Optional.of(SensitiveRule.JWT) : Optional.empty();
  }

  private static Shape aws(String begin) {
    return new Shape(SensitiveRule.AWS_KEY, begin, "[A-Z0-9]{" + (20 - begin.length()) + "}" + END);
  }

  /** An object in base64url begins with "ey" or "ew", whatever white space follows the brace. */
  private static boolean jwt(String text, int start) {
    boolean begins = text.startsWith("ey", start) || text.startsWith("ew", start);
    if (!begins || (start > 0 && isTokenCharacter(text.charAt(start - 1)))) {
      return false;
    }
    int first = endOfPart(text, start);
    int second = first < text.length() ? endOfPart(text, first + 1) : first;
    return second > first + 1
        && second < text.length()
        && text.charAt(first) == '.'
        && text.charAt(second) == '.'
        && hasAlgorithm(text.substring(start, first));
  }

  private static int endOfPart(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '.' && isTokenCharacter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isTokenCharacter(char c) {
    return Words.isWordCharacter(c) || c == '-' || c == '_' || c == '.';
  }

  private static boolean hasAlgorithm(String encoded) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(encoded);
      return new String(json, StandardCharsets.ISO_8859_1).contains("\"alg\"");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
