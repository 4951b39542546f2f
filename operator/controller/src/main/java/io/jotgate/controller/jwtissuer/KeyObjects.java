package io.jotgate.controller.jwtissuer;

import io.jotgate.issuer.model.SlotFile;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import java.util.Optional;

/**
 * The stored keys of one issuer: the ring, which is the single source of truth, and the two slots
 * with private halves.
 *
 * <p>Every read is live. Every write names the version that it replaces and says whether it won.
 *
 * @param <V> a version that was read
 */
interface KeyObjects<V> {
  /**
   * The ring as it was read.
   *
   * @param version what a write replaces
   * @param ring the content
   * @param settled whether the object is as a write would make it: the JWK Set is the one that the
   *     ring stands for, the owner is the wanted one
   */
  record StoredRing<V>(V version, KeyRing ring, boolean settled) {}

  /**
   * A slot as it was read.
   *
   * @param version what a write replaces
   * @param content empty when what is stored is not a key of ours
   * @param settled whether the object is as a write of the content would make it
   */
  record StoredSlot<V>(V version, Optional<SlotFile> content, boolean settled) {}

  /**
   * Reads the ring.
   *
   * @throws UnreadableRingException if there is one that cannot be read: nothing may be decided
   *     then
   */
  Optional<StoredRing<V>> ring();

  /**
   * Writes the ring and the JWK Set that it stands for.
   *
   * @param replaced the version that was read; empty creates
   * @return false: somebody else was first, and nothing was written
   */
  boolean writeRing(Optional<V> replaced, KeyRing ring);

  /** The ring as the status of the issuer repeats it; asked only when there is no ring. */
  Optional<KeyRing> recoveryCopy();

  /** Reads a slot. */
  Optional<StoredSlot<V>> slot(KeySlot slot);

  /**
   * Writes a slot.
   *
   * @param replaced the version that was read; empty creates
   * @return false: somebody else was first, and nothing was written
   */
  boolean writeSlot(KeySlot slot, Optional<V> replaced, SlotFile content);

  /** The ring exists but is not one: only a person can say what happened to it. */
  final class UnreadableRingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRingException(String message) {
      super(message);
    }
  }
}
