package io.jotgate.controller.jwtissuer;

import io.jotgate.controller.resource.JotgateAnnotations;
import java.util.Locale;

/** What happens to an issuer, one after the other: each begins where the one before has settled. */
enum IssuerPhase {
  CREATE,
  ROTATE,
  /** The key that was demoted goes. */
  REMOVE,
  REVOKE,
  REVOKE_ALL,
  ALGORITHM,
  REMOVE_OLD_ALGORITHM,
  /** The keys stay. */
  DELETE,
  /** Under the same name: what stayed verifies and signs no longer. */
  CREATE_AGAIN,
  /** From now on the keys go with the issuer. */
  POLICY,
  DELETE_WITH_KEYS;

  void begin(FaultTour tour) {
    switch (this) {
      case CREATE, CREATE_AGAIN -> tour.userCreatesIssuer();
      case ROTATE -> tour.userAnnotates(JotgateAnnotations.ROTATE, "once");
      case REMOVE, REMOVE_OLD_ALGORITHM -> tour.retentionPasses();
      case REVOKE -> tour.userAnnotates(JotgateAnnotations.REVOKE_KEY, tour.activeKid());
      case REVOKE_ALL -> tour.userAnnotates(JotgateAnnotations.REVOKE_KEY, "all");
      case ALGORITHM -> tour.userPatches("{\"spec\":{\"keys\":{\"algorithm\":\"ES384\"}}}");
      case POLICY -> tour.userPatches("{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
      case DELETE, DELETE_WITH_KEYS -> tour.userDeletesIssuer();
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
