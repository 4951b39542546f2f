package io.jotgate.keys.search;

/**
 * One atomic thing that happens.
 *
 * @param kind what
 * @param who number of the operator or pod, from 0
 * @param detail the step of the planner or the slot, else empty
 */
record Move(Kind kind, int who, String detail) {
  enum Kind {
    READ_RING("operator %d reads the ring"),
    READ_SLOT("operator %d reads slot %s"),
    PLAN("operator %d plans %s"),
    WRITE_RING("operator %d writes the ring: %s"),
    WRITE_SLOT("operator %d writes slot %s"),
    DIE("operator %d dies"),
    LOAD_RING("pod %d loads the ring"),
    LOAD_SLOT("the volume of pod %d takes over slot %s"),
    RESTART("the process of pod %d restarts"),
    LOAD_TRUST("the sidecar loads the trust"),
    LOSE("the Secret of slot %2$s vanishes"),
    WRITE_STATUS("operator %d repeats the ring in the status"),
    LOSE_RING("the ConfigMap of the ring vanishes"),
    REVOKE("somebody asks to revoke %2$s"),
    TICK("a tick of time passes");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  @Override
  public String toString() {
    return kind.text.formatted(who + 1, detail);
  }
}
