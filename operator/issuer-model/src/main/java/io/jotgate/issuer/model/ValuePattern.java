package io.jotgate.issuer.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of a user that a whole value has to match.
 *
 * <p>The syntax is RE2, which the API server uses for patterns and CEL too, run by RE2/J: the time
 * of a match is linear in the value. The length of the text and the size of the compiled program
 * are bounded as well, so neither compiling nor matching can hold up a service.
 */
public final class ValuePattern {
  /** Most characters of an expression. */
  public static final int MAX_LENGTH = 256;

  private final String text;
  private final Pattern compiled;

  /**
   * Compiles an expression.
   *
   * @throws InvalidDocumentException if it is empty, too long or large, or not RE2
   */
  public ValuePattern(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw invalid("must have 1 to " + MAX_LENGTH + " characters");
    }
    if (PatternSize.of(text) > PatternSize.MAX) {
      throw invalid("repeats too much: lower the numbers in braces");
    }
    this.text = text;
    try {
      this.compiled = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw invalid("is not a regular expression of RE2");
    }
  }

  /** Whether the whole value matches. */
  public boolean matches(String value) {
    return compiled.matches(value);
  }

  /** The expression. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValuePattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static InvalidDocumentException invalid(String rule) {
    return new InvalidDocumentException("pattern", rule);
  }
}
