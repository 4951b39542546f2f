package io.jotgate.keys;

/** Where a published key stands in its life. Keys move down this list and never up. */
public enum KeyState {
  /** Published, does not sign yet. */
  PREPARED,
  /** Published and the only key that signs. */
  ACTIVE,
  /** Published so that tokens already issued verify; its private half is on its way out or gone. */
  RETIRING
}
