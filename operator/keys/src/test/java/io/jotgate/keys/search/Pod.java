package io.jotgate.keys.search;

/**
 * A replica of the token service: what its volume holds of both slots, and what its process has
 * loaded. A volume takes over each source at a moment of its own; a process has loaded what the
 * volume holds, or will, which is the same as a volume that follows later.
 */
final class Pod {
  /** The loaded ring: its epoch (0: none), its kids as a mask, and who signs now and next. */
  int epoch;

  int kids;
  int active;
  int prepared;

  /** Kids of the private halves in the volume. */
  final int[] slots = new int[2];

  /** Whether the process has these halves, from the volume now or from before. */
  boolean holdsActive;

  boolean holdsPrepared;

  Pod copy() {
    Pod copy = new Pod();
    copy.epoch = epoch;
    copy.kids = kids;
    copy.active = active;
    copy.prepared = prepared;
    copy.slots[0] = slots[0];
    copy.slots[1] = slots[1];
    copy.holdsActive = holdsActive;
    copy.holdsPrepared = holdsPrepared;
    return copy;
  }

  /** The volume takes over the ring and the process loads it, unless its epoch is lower. */
  void loadRing(RingView ring) {
    if (ring.epoch() < epoch) {
      return;
    }
    int memory = memory();
    epoch = ring.epoch();
    kids = ring.kids();
    active = ring.active();
    prepared = ring.prepared();
    loadHalves(memory);
  }

  void loadSlot(int slot, int kid) {
    slots[slot] = kid;
    loadHalves(memory());
  }

  /** The process ends and starts again from the volume. */
  void restart() {
    loadHalves(0);
  }

  /** Kids of the halves in the process. */
  int memory() {
    return (holdsActive ? Kids.mask(active) : 0) | (holdsPrepared ? Kids.mask(prepared) : 0);
  }

  private void loadHalves(int memory) {
    int halves = memory | Kids.mask(slots[0]) | Kids.mask(slots[1]);
    holdsActive = Kids.in(halves, active);
    holdsPrepared = Kids.in(halves, prepared);
  }

  /** The kid that it signs with, 0 if it cannot sign. */
  int signsWith(boolean onlyPublished) {
    if (!onlyPublished && epoch > 0) {
      return Math.max(slots[0], slots[1]);
    }
    return holdsActive ? active : 0;
  }

  /** Whether it has a JWKS to serve. An empty one is never served. */
  boolean serves() {
    return kids != 0;
  }

  long packed() {
    return epoch
        | ((long) kids << 4)
        | ((long) active << 19)
        | ((long) prepared << 23)
        | ((long) slots[0] << 27)
        | ((long) slots[1] << 31)
        | (holdsActive ? 1L << 35 : 0)
        | (holdsPrepared ? 1L << 36 : 0);
  }

  static Pod unpacked(long bits) {
    Pod pod = new Pod();
    pod.epoch = (int) bits & 15;
    pod.kids = (int) (bits >> 4) & Kids.ALL;
    pod.active = (int) (bits >> 19) & 15;
    pod.prepared = (int) (bits >> 23) & 15;
    pod.slots[0] = (int) (bits >> 27) & 15;
    pod.slots[1] = (int) (bits >> 31) & 15;
    pod.holdsActive = ((bits >> 35) & 1) == 1;
    pod.holdsPrepared = ((bits >> 36) & 1) == 1;
    return pod;
  }
}
