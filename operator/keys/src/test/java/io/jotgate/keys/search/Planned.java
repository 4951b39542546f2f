package io.jotgate.keys.search;

/**
 * A step that an operator may take after what it has read.
 *
 * @param ring the ring to write, or the one in which a key is to be reserved
 * @param slot where the key goes that is made, -1 if the step is one of the ring
 * @param name the step, for people
 * @param readBack whether the private half of the key that it publishes or activates was read
 */
record Planned(int ring, int slot, String name, boolean readBack) {
  boolean makesKey() {
    return slot >= 0;
  }
}
