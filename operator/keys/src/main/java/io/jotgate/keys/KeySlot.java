package io.jotgate.keys;

/**
 * One of the two places (Secrets) for private halves. The active key and the next one never share
 * one, so that losing one object loses no service.
 */
public enum KeySlot {
  /** The first slot. */
  A,
  /** The second slot. */
  B;

  /** The slot that is not this one. */
  public KeySlot other() {
    return this == A ? B : A;
  }
}
