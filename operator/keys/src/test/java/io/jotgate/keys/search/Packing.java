package io.jotgate.keys.search;

import java.util.Arrays;

/**
 * States as six words, in one form for all that differ only in names: kids and epochs count in the
 * order of creation what anybody still remembers, pods and operators are sorted.
 */
final class Packing {
  static final int WORDS = 6;

  private final Rules rules;
  private final Rings rings;

  Packing(Rules rules, Rings rings) {
    this.rules = rules;
    this.rings = rings;
  }

  /** The one form of a state. The state itself is left in another form. */
  long[] pack(World world) {
    world.forget(rules, rings);
    rename(world);
    Pod[] pods = world.pods;
    long pod0 = Math.min(pods[0].packed(), pods[1].packed());
    long pod1 = Math.max(pods[0].packed(), pods[1].packed());
    long operator0 = world.operators[0].packed();
    long operator1 = world.operators.length > 1 ? world.operators[1].packed() : 0;
    long valid = 0;
    long served = 0;
    for (int kid = Kids.MOST; kid >= 1; kid--) {
      valid = (valid << 3) | world.valid[kid];
      served = (served << 2) | world.served[kid];
    }
    return new long[] {
      world.ring
          | ((long) world.slots[0] << 24)
          | ((long) world.slots[1] << 28)
          | ((long) world.trustEpoch << 32)
          | ((long) world.trust << 36)
          | ((long) world.losses << 51)
          | ((long) world.revocations << 53)
          | ((long) world.requested << 55)
          | ((long) world.ringLosses << 60)
          | (world.statusBehind ? 1L << 61 : 0),
      pod0 | ((served & Kids.ALL) << 37),
      pod1 | ((served >> Kids.MOST) << 37),
      world.operators.length > 1 ? Math.min(operator0, operator1) : operator0,
      (world.operators.length > 1 ? Math.max(operator0, operator1) : 0)
          | ((long) world.repeated << 40),
      valid | ((long) world.left << 45)
    };
  }

  World unpack(long[] words) {
    World world = World.blank(rules);
    world.ring = (int) words[0] & (1 << 24) - 1;
    world.slots[0] = (int) (words[0] >> 24) & 15;
    world.slots[1] = (int) (words[0] >> 28) & 15;
    world.trustEpoch = (int) (words[0] >> 32) & 15;
    world.trust = (int) (words[0] >> 36) & Kids.ALL;
    world.losses = (int) (words[0] >> 51) & 3;
    world.revocations = (int) (words[0] >> 53) & 3;
    world.requested = (int) (words[0] >> 55) & 31;
    world.ringLosses = (int) (words[0] >> 60) & 1;
    world.statusBehind = ((words[0] >> 61) & 1) == 1;
    world.repeated = (int) (words[4] >>> 40);
    world.pods[0] = Pod.unpacked(words[1]);
    world.pods[1] = Pod.unpacked(words[2]);
    for (int i = 0; i < world.operators.length; i++) {
      world.operators[i] = Operator.unpacked(words[3 + i]);
    }
    long served = ((words[1] >> 37) & Kids.ALL) | (((words[2] >> 37) & Kids.ALL) << Kids.MOST);
    for (int kid = 1; kid <= Kids.MOST; kid++) {
      world.valid[kid] = (int) (words[5] >> (3 * (kid - 1))) & 7;
      world.served[kid] = (int) (served >> (2 * (kid - 1))) & 3;
    }
    world.left = (int) (words[5] >> 45);
    return world;
  }

  private void rename(World world) {
    int remembered = world.remembered(rings);
    int alive = epochs(world);
    if (isFirst(remembered) && isFirst(alive)) {
      world.left &= remembered;
      return;
    }
    int[] kids = Kids.ranks(remembered);
    int[] epochs = Kids.ranks(alive);
    world.ring = rings.renamed(world.ring, remembered, alive);
    world.repeated = rings.renamed(world.repeated, remembered, alive);
    world.trustEpoch = epochs[world.trustEpoch];
    world.trust = Kids.renamed(world.trust, kids);
    world.left = Kids.renamed(world.left & remembered, kids);
    world.requested = world.requested == Requested.ALL ? Requested.ALL : kids[world.requested];
    rename(world.slots, kids);
    for (Pod pod : world.pods) {
      pod.epoch = epochs[pod.epoch];
      pod.kids = Kids.renamed(pod.kids, kids);
      pod.active = kids[pod.active];
      pod.prepared = kids[pod.prepared];
      rename(pod.slots, kids);
    }
    for (Operator operator : world.operators) {
      operator.ring = rings.renamed(operator.ring, remembered, alive);
      operator.kid = kids[operator.kid];
      rename(operator.slots, kids);
    }
    renameTimes(world, kids);
  }

  /** Whether a set is that of the first numbers, so that counting changes none. */
  private static boolean isFirst(int mask) {
    return (mask & (mask + 1)) == 0;
  }

  private void renameTimes(World world, int[] kids) {
    int[] valid = new int[Kids.MOST + 1];
    int[] served = new int[Kids.MOST + 1];
    boolean anyServes = world.pods[0].serves() || world.pods[1].serves();
    Arrays.fill(served, anyServes ? 0 : rules.cacheTicks());
    for (int kid = 1; kid <= Kids.MOST; kid++) {
      if (kids[kid] != 0) {
        valid[kids[kid]] = world.valid[kid];
        served[kids[kid]] = world.served[kid];
      }
    }
    world.valid = valid;
    world.served = served;
  }

  private static void rename(int[] slots, int[] kids) {
    slots[0] = kids[slots[0]];
    slots[1] = kids[slots[1]];
  }

  private int epochs(World world) {
    int epochs = Kids.mask(world.trustEpoch) | epochs(world.ring) | epochs(world.repeated);
    for (Pod pod : world.pods) {
      epochs |= Kids.mask(pod.epoch);
    }
    for (Operator operator : world.operators) {
      epochs |= epochs(operator.ring);
    }
    return epochs;
  }

  private int epochs(int ring) {
    RingView view = rings.view(ring);
    return Kids.mask(view.epoch()) | Kids.mask(view.preparedEpoch());
  }
}
