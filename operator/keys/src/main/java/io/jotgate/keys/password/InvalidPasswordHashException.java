package io.jotgate.keys.password;

/**
 * A text that is not a password hash of an accepted form and cost. The message says which rule it
 * breaks and repeats nothing of it.
 */
public final class InvalidPasswordHashException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidPasswordHashException(String rule) {
    super(rule);
  }
}
