package io.jotgate.keys;

import java.util.Optional;

/**
 * What people ask of an issuer's keys, as it stands in the annotations of the JwtIssuer.
 *
 * @param rotate any value; a new one asks for one rotation
 * @param revoke a kid, or {@code all}, or {@code all:} and anything new to ask for that once more
 */
public record Requests(Optional<String> rotate, Optional<String> revoke) {
  /** Nobody asks for anything. */
  public static final Requests NONE = new Requests(Optional.empty(), Optional.empty());

  /** An empty value is no request. */
  public Requests {
    rotate = rotate.filter(value -> !value.isEmpty());
    revoke = revoke.filter(value -> !value.isEmpty());
  }

  /** Only a rotation, if there is a value. */
  public static Requests rotate(Optional<String> value) {
    return new Requests(value, Optional.empty());
  }
}
