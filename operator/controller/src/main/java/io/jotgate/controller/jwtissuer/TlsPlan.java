package io.jotgate.controller.jwtissuer;

import java.time.Instant;
import java.util.Optional;

/**
 * How a token service is to serve for now.
 *
 * @param serving what is to be applied
 * @param problem why that is not what the spec wants, if so
 * @param nextCheck when there will be something else to say of the certificate
 */
record TlsPlan(Serving serving, Optional<Problem> problem, Optional<Instant> nextCheck) {
  /**
   * What keeps the certificate that the spec names out.
   *
   * @param reason of the condition
   * @param message what to do about it
   */
  record Problem(IssuerReason reason, String message) {}
}
