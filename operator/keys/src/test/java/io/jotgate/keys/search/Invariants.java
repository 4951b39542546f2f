package io.jotgate.keys.search;

import java.util.Optional;

/**
 * The invariants of a state. Each predicate has the number that the design gives it.
 *
 * <p>3, 4, 5, 6, 7, 12 and 13 are checked at each write of the ring ({@link RingInvariants}), 8
 * also at each plan and 14 too ({@link Plans}), 10 and 15 from every state on ({@link Recovery}).
 * 11 is that all others hold in the searches that lose objects, 13 that they hold with two
 * operators.
 */
final class Invariants {
  private final Rules rules;
  private final Rings rings;

  Invariants(Rules rules, Rings rings) {
    this.rules = rules;
    this.rings = rings;
  }

  /** The invariant that the state breaks, if it breaks one. */
  Optional<Violation> broken(World world) {
    RingView ring = rings.view(world.ring);
    if (!everyCopyHoldsWhatSigns(world, ring)) {
      return Optional.of(new Violation(1, "everyCopyHoldsWhatSigns"));
    }
    if (!everyTokenVerifies(world)) {
      return Optional.of(new Violation(2, "everyTokenVerifies"));
    }
    if (!podsServeSets(world)) {
      return Optional.of(new Violation(6, "podsServeSets"));
    }
    if (!slotsHoldWhatSigns(world, ring)) {
      return Optional.of(new Violation(8, "slotsHoldWhatSigns"));
    }
    if (!tokensEndBeforeTheirKeys(world, ring)) {
      return Optional.of(new Violation(9, "tokensEndBeforeTheirKeys"));
    }
    if (!revokedKeysStayOut(world, ring)) {
      return Optional.of(new Violation(12, "revokedKeysStayOut"));
    }
    return Optional.empty();
  }

  /**
   * 1: a pod signs only with a kid that it serves, every copy of at most P holds, sidecars trust.
   */
  private boolean everyCopyHoldsWhatSigns(World world, RingView ring) {
    for (Pod pod : world.pods) {
      int kid = pod.signsWith(rules.signsOnlyPublished());
      if (kid != 0
          && !Kids.in(ring.revoked(), kid)
          && !(Kids.in(pod.kids, kid) && verifies(world, kid))) {
        return false;
      }
    }
    return true;
  }

  /** 2: every unexpired token verifies with every copy of at most P, and at the sidecar. */
  private boolean everyTokenVerifies(World world) {
    for (int kid = 1; kid <= Kids.MOST; kid++) {
      if (world.valid[kid] > 0 && !verifies(world, kid)) {
        return false;
      }
    }
    return true;
  }

  private boolean verifies(World world, int kid) {
    boolean trusted = world.trustEpoch == 0 || Kids.in(world.trust, kid);
    return trusted && world.served[kid] >= rules.cacheTicks() && servedNow(world, kid);
  }

  /** With P = 0 nobody keeps a copy, but what is fetched now counts all the same. */
  private static boolean servedNow(World world, int kid) {
    for (Pod pod : world.pods) {
      if (pod.serves() && !Kids.in(pod.kids, kid)) {
        return false;
      }
    }
    return true;
  }

  /** 6: a pod that has a key to sign with serves a set. */
  private static boolean podsServeSets(World world) {
    for (Pod pod : world.pods) {
      if (!pod.serves() && (pod.holdsActive || pod.holdsPrepared)) {
        return false;
      }
    }
    return world.trustEpoch == 0 || world.trust != 0;
  }

  /** 8: as long as nobody deletes an object, the halves of both keys lie where the ring says. */
  private boolean slotsHoldWhatSigns(World world, RingView ring) {
    boolean lost = world.losses < rules.losses() || world.ringLosses < rules.ringLosses();
    return lost || ring.isStored(world.slots);
  }

  /** 9: no token lives longer than the ring is sure to publish its key. */
  private static boolean tokensEndBeforeTheirKeys(World world, RingView ring) {
    if (world.ring == 0) {
      return true; // Vanished; pods go on with what they have loaded.
    }
    for (int kid = 1; kid <= Kids.MOST; kid++) {
      if (world.valid[kid] > ring.keptFor(kid)) {
        return false;
      }
    }
    return true;
  }

  /** 12: who has loaded the ring neither signs with a revoked key nor serves nor trusts it. */
  private static boolean revokedKeysStayOut(World world, RingView ring) {
    for (Pod pod : world.pods) {
      if (pod.epoch == ring.epoch() && (pod.kids & ring.revoked()) != 0) {
        return false;
      }
    }
    return world.trustEpoch != ring.epoch() || (world.trust & ring.revoked()) == 0;
  }
}
