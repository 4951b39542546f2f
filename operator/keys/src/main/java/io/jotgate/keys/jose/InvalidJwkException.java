package io.jotgate.keys.jose;

/**
 * A JWK or JWK set was refused. The message says which rule it breaks and never repeats any of its
 * content; there is no cause, because a parser's message could.
 */
public final class InvalidJwkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidJwkException(String message) {
    super(message);
  }
}
