package io.jotgate.issuer.endpoint;

/** The scope of a request breaks the syntax of RFC 6749 section 3.3. */
final class MalformedScopeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
}
