package io.jotgate.keys.json;

/** A text is not one strict JSON value. It says no more than which rule it breaks. */
public final class NotJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The rule that is broken. */
  public enum Rule {
    /** The bytes are UTF-8. */
    ENCODING,
    /** The text is no longer than allowed. */
    LENGTH,
    /** Nothing is nested deeper than allowed, no name and no number is longer. */
    LIMITS,
    /** The names in an object differ. */
    UNIQUE_NAMES,
    /** The text has the grammar of RFC 8259, and its values exist in Java. */
    GRAMMAR
  }

  private final Rule rule;

  NotJsonException(Rule rule) {
    // Whoever catches it asks only for the rule: there is no message, cause or stack trace.
    super(null, null, false, false);
    this.rule = rule;
  }

  /** The rule that is broken. */
  public Rule rule() {
    return rule;
  }
}
