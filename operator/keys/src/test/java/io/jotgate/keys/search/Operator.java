package io.jotgate.keys.search;

import java.util.List;

/** What an operator has in memory between two of its reads and writes. */
final class Operator {
  /** What it has done last. */
  enum At {
    /** Nothing; also after a crash, a lost race, or a step that is done. */
    START(0),
    RING_READ(1),
    SLOT_A_READ(2),
    SLOTS_READ(3),
    /** It has planned a step of the ring and is about to write {@link #ring}. */
    RING_PLANNED(4),
    /** It is about to reserve a new key in {@link #ring}. */
    KEY_PLANNED(5),
    /** It has reserved {@link #kid} and is about to store its private half. */
    KEY_RESERVED(6);

    private static final List<At> ALL = List.of(values());
    private final int code;

    At(int code) {
      this.code = code;
    }
  }

  At at = At.START;
  int ring;

  /** Kids of the halves it has read; what a write of a slot replaces. */
  final int[] slots = new int[2];

  int kid;
  int slot;

  Operator copy() {
    Operator copy = new Operator();
    copy.at = at;
    copy.ring = ring;
    copy.slots[0] = slots[0];
    copy.slots[1] = slots[1];
    copy.kid = kid;
    copy.slot = slot;
    return copy;
  }

  /** Forgets everything. */
  void startOver() {
    at = At.START;
    ring = 0;
    slots[0] = 0;
    slots[1] = 0;
    kid = 0;
    slot = 0;
  }

  /** Whether its next write of the ring names a version that it has read. */
  boolean hasReadRing() {
    return switch (at) {
      case START, KEY_RESERVED -> false;
      case RING_READ, SLOT_A_READ, SLOTS_READ, RING_PLANNED, KEY_PLANNED -> true;
    };
  }

  long packed() {
    return at.code
        | ((long) ring << 3)
        | ((long) slots[0] << 27)
        | ((long) slots[1] << 31)
        | ((long) kid << 35)
        | ((long) slot << 39);
  }

  static Operator unpacked(long bits) {
    Operator operator = new Operator();
    operator.at = At.ALL.get((int) bits & 7);
    operator.ring = (int) (bits >> 3) & ((1 << 24) - 1);
    operator.slots[0] = (int) (bits >> 27) & 15;
    operator.slots[1] = (int) (bits >> 31) & 15;
    operator.kid = (int) (bits >> 35) & 15;
    operator.slot = (int) (bits >> 39) & 1;
    return operator;
  }
}
