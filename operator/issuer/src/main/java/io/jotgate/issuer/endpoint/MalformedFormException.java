package io.jotgate.issuer.endpoint;

/**
 * A body is not the form that it says it is, or repeats a parameter. The message names the broken
 * rule and no part of the form.
 */
final class MalformedFormException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MalformedFormException(String rule) {
    super(rule);
  }
}
