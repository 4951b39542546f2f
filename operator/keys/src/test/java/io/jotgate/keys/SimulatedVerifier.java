package io.jotgate.keys;

import java.time.Duration;
import java.util.Optional;

/** Somebody who verifies tokens with a copy of the JWK set that they keep. */
interface SimulatedVerifier {
  /**
   * A copy of the JWK set.
   *
   * @param takenAt when it was fetched or mounted, in milliseconds of the history
   */
  record Copy(Jwks jwks, long takenAt) {}

  /** What it is. */
  String name();

  /** How much its clock and the issuer's may differ. */
  Duration leeway();

  /**
   * The copy with which it verifies a token now. It may fetch one first; without any it answers 401
   * or 503 to everybody.
   */
  Optional<Copy> copyFor(String kid);

  /** Whether it says what it has loaded, so that the age of its copy does not matter. */
  default boolean acknowledges() {
    return false;
  }
}
