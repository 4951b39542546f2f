package io.jotgate.keys.search;

import java.util.Arrays;

/** One state of the model, as it is being changed. What never changes lies in {@link Rules}. */
final class World {
  /** What the API server stores: the number of the ring, and kids of the private halves. */
  int ring;

  /** What the status repeats of the ring, as long as it may be needed. */
  int repeated;

  /** Whether the status has not repeated an epoch of the ring for a tick. */
  boolean statusBehind;

  int[] slots = new int[2];

  Pod[] pods = {new Pod(), new Pod()};
  Operator[] operators;

  /** What the sidecar trusts: the epoch (0: it has never been ready) and the kids. */
  int trustEpoch;

  int trust;

  /** Kids that were published and are not any longer. */
  int left;

  /** For how many ticks somebody may still accept the youngest token, by kid. */
  int[] valid = new int[Kids.MOST + 1];

  /**
   * For how many ticks every pod that serves a JWKS has served this kid, up to P, by kid. A copy
   * without it may be in use as long as that is less than P.
   */
  int[] served = new int[Kids.MOST + 1];

  /** How many private halves may still vanish. */
  int losses;

  int ringLosses;

  /** How many requests to revoke there may still be, and the one there is. */
  int revocations;

  int requested;

  private World(int operatorCount) {
    operators = new Operator[operatorCount];
    Arrays.setAll(operators, i -> new Operator());
  }

  /** Nothing exists and nobody has done anything. */
  static World empty(Rules rules) {
    World world = new World(rules.operators());
    world.losses = rules.losses();
    world.ringLosses = rules.ringLosses();
    world.revocations = rules.revocations();
    Arrays.fill(world.served, rules.cacheTicks());
    return world;
  }

  /** One whose fields are all to be set. */
  static World blank(Rules rules) {
    return new World(rules.operators());
  }

  World copy() {
    World copy = new World(0);
    copy.become(this);
    copy.pods = new Pod[] {pods[0].copy(), pods[1].copy()};
    copy.operators = new Operator[operators.length];
    for (int i = 0; i < operators.length; i++) {
      copy.operators[i] = operators[i].copy();
    }
    copy.slots = slots.clone();
    copy.valid = valid.clone();
    copy.served = served.clone();
    return copy;
  }

  /** Takes over everything of a state that is not used any more. */
  void become(World other) {
    ring = other.ring;
    repeated = other.repeated;
    statusBehind = other.statusBehind;
    slots = other.slots;
    pods = other.pods;
    operators = other.operators;
    trustEpoch = other.trustEpoch;
    trust = other.trust;
    left = other.left;
    valid = other.valid;
    served = other.served;
    losses = other.losses;
    ringLosses = other.ringLosses;
    revocations = other.revocations;
    requested = other.requested;
  }

  /**
   * Lets happen what always happens: whoever can sign does, which is the worst case, since more
   * tokens only mean more to keep; and of whatever a pod serves somebody takes a copy. The tokens
   * of a revoked key are refused on purpose.
   */
  void settle(Rules rules, Rings rings) {
    for (Pod pod : pods) {
      if (pod.serves()) {
        for (int kid = 1; kid <= Kids.MOST; kid++) {
          if (!Kids.in(pod.kids, kid)) {
            served[kid] = 0;
          }
        }
      }
      valid[pod.signsWith(rules.signsOnlyPublished())] = rules.tokenTicks();
    }
    valid[0] = 0;
    for (int rest = rings.view(ring).revoked(); rest != 0; rest &= rest - 1) {
      valid[Kids.newest(rest & -rest)] = 0;
    }
  }

  /** One tick passes, but for the rings. */
  void age(Rules rules) {
    for (int kid = 1; kid <= Kids.MOST; kid++) {
      valid[kid] = Math.max(0, valid[kid] - 1);
      served[kid] = Math.min(rules.cacheTicks(), served[kid] + 1);
    }
  }

  /**
   * Drops what can make no difference any more: what anybody remembers of a kid that nobody can
   * sign with now or later and of which no token is valid.
   */
  void forget(Rules rules, Rings rings) {
    if (!rules.comparesVersions() || !rules.signsOnlyPublished()) {
      return;
    }
    RingView view = rings.view(ring);
    requested = Requested.isMet(requested, view) ? Requested.NOTHING : requested;
    repeated = ringLosses == 0 && ring != 0 ? 0 : repeated;
    statusBehind &= ringLosses > 0;
    RingView later = rings.view(repeated);
    int signing =
        Kids.mask(view.active()) | Kids.mask(view.prepared()) | Kids.mask(view.reserved());
    signing |= Kids.mask(later.active()) | Kids.mask(later.prepared());
    for (Operator operator : operators) {
      signing |= Kids.mask(operator.kid);
    }
    int counts = signing;
    for (Pod pod : pods) {
      int halves = signing | Kids.mask(pod.active) | Kids.mask(pod.prepared);
      pod.slots[0] = Kids.in(halves, pod.slots[0]) ? pod.slots[0] : 0;
      pod.slots[1] = Kids.in(halves, pod.slots[1]) ? pod.slots[1] : 0;
      counts |= halves;
    }
    for (int kid = 1; kid <= Kids.MOST; kid++) {
      counts |= valid[kid] > 0 ? Kids.mask(kid) : 0;
    }
    trust = (trust & counts) == 0 ? trust : trust & counts;
    boolean anyServes = pods[0].serves() || pods[1].serves();
    for (Pod pod : pods) {
      pod.kids = (pod.kids & counts) == 0 ? pod.kids : pod.kids & counts;
    }
    for (int kid = 1; kid <= Kids.MOST; kid++) {
      served[kid] = Kids.in(counts, kid) ? served[kid] : anyServes ? 0 : rules.cacheTicks();
    }
  }

  /** Kids that anybody remembers. */
  int remembered(Rings rings) {
    int kids = rings.view(ring).named() | trust | Kids.mask(slots[0]) | Kids.mask(slots[1]);
    kids |= rings.view(repeated).named();
    kids |= requested == Requested.ALL ? 0 : Kids.mask(requested);
    for (Pod pod : pods) {
      kids |= pod.kids | Kids.mask(pod.slots[0]) | Kids.mask(pod.slots[1]);
    }
    for (Operator operator : operators) {
      kids |= rings.view(operator.ring).named();
      kids |= Kids.mask(operator.slots[0]) | Kids.mask(operator.slots[1]);
      kids |= Kids.mask(operator.kid);
    }
    for (int kid = 1; kid <= Kids.MOST; kid++) {
      kids |= valid[kid] > 0 ? Kids.mask(kid) : 0;
    }
    return kids;
  }
}
