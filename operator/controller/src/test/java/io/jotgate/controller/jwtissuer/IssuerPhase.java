package io.jotgate.controller.jwtissuer;

import io.jotgate.controller.resource.JotgateAnnotations;
import java.util.Locale;

/** What happens to an issuer, one after the other: each begins where the one before has settled. */
enum IssuerPhase {
  CREATE,
  ROTATE,
  REMOVE,
  DELETE;

  void begin(FaultTour tour) {
    switch (this) {
      case CREATE -> tour.userCreatesIssuer();
      case ROTATE -> tour.userAnnotates(JotgateAnnotations.ROTATE, "once");
      case REMOVE -> tour.retentionPasses();
      case DELETE -> tour.userDeletesIssuer();
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
