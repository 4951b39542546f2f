package io.jotgate.keys.jose;

/**
 * A JWK or JWK set was refused. The message says which rule it breaks and never repeats any of its
 * content; there is no cause, because a parser's message could.
 */
public final class InvalidJwkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** The kinds of rules. */
  public enum Reason {
    /** Not one strict JSON object of bounded size. */
    NOT_JSON,
    /** A member too many, a private one among them, or too few. */
    MEMBERS,
    /** An alg that is not on the allow-list, or a key that is not one of that algorithm. */
    ALGORITHM,
    /** use or key_ops allow something else. */
    USE,
    /** A kid that is too long, or has characters that must be escaped somewhere. */
    KID,
    /** A value has another form or length than RFC 7518 gives it. */
    ENCODING,
    /** The key is too weak, or not a key at all: off the curve, marked by a broken generator. */
    UNSAFE_KEY,
    /** The private half does not belong to the public one. */
    PRIVATE_HALF,
    /** The keys are sound but do not make a set: none, too many, two with one kid. */
    SET
  }

  /** What was broken; never null. */
  private final Reason reason;

  InvalidJwkException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Which kind of rule it breaks. */
  public Reason reason() {
    return reason;
  }
}
