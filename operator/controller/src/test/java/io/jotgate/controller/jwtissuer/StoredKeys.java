package io.jotgate.controller.jwtissuer;

import io.jotgate.issuer.model.SlotFile;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Keys in memory with the rules of the API server: a write names the version that it replaces. Can
 * fail like a process that dies before or after one of its writes.
 */
final class StoredKeys implements KeyObjects<Long> {
  /** The process has died. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Optional<StoredRing<Long>> ring = Optional.empty();
  private final Map<KeySlot, StoredSlot<Long>> slots = new EnumMap<>(KeySlot.class);
  private final List<KeyRing> history = new ArrayList<>();
  private Optional<KeyRing> recoveryCopy = Optional.empty();
  private long version;
  private int writes;
  private OptionalInt crashBefore = OptionalInt.empty();
  private OptionalInt crashAfter = OptionalInt.empty();
  private Runnable beforeNextWrite = () -> {};

  /** The writer dies right before its n-th write from now, counted from 0. */
  void crashBeforeWrite(int n) {
    crashBefore = OptionalInt.of(writes + n);
  }

  /** The writer dies right after its n-th write from now, counted from 0. */
  void crashAfterWrite(int n) {
    crashAfter = OptionalInt.of(writes + n);
  }

  /** Something that somebody else does between a read and the next write. */
  void beforeNextWrite(Runnable interference) {
    beforeNextWrite = interference;
  }

  /** Every ring that was ever stored, oldest first. */
  List<KeyRing> history() {
    return List.copyOf(history);
  }

  int writes() {
    return writes;
  }

  void deleteSlot(KeySlot slot) {
    slots.remove(slot);
  }

  /** From now on the status repeats the ring as it is now. */
  void copyRing() {
    recoveryCopy = ring.map(StoredRing::ring);
  }

  void deleteRing() {
    ring = Optional.empty();
  }

  @Override
  public Optional<StoredRing<Long>> ring() {
    return ring;
  }

  @Override
  public Optional<KeyRing> recoveryCopy() {
    return recoveryCopy;
  }

  @Override
  public boolean writeRing(Optional<Long> replaced, KeyRing next) {
    return write(
        () -> ring.map(StoredRing::version).equals(replaced),
        () -> {
          ring = Optional.of(new StoredRing<>(++version, next, true));
          history.add(next);
        });
  }

  @Override
  public Optional<StoredSlot<Long>> slot(KeySlot slot) {
    return Optional.ofNullable(slots.get(slot));
  }

  @Override
  public boolean writeSlot(KeySlot slot, Optional<Long> replaced, SlotFile content) {
    return write(
        () -> slot(slot).map(StoredSlot::version).equals(replaced),
        () -> slots.put(slot, new StoredSlot<>(++version, Optional.of(content), true)));
  }

  private boolean write(BooleanSupplier unchanged, Runnable change) {
    Runnable interference = beforeNextWrite;
    beforeNextWrite = () -> {};
    interference.run();
    if (crashBefore.equals(OptionalInt.of(writes))) {
      crashBefore = OptionalInt.empty();
      throw new Crash();
    }
    if (!unchanged.getAsBoolean()) {
      return false;
    }
    change.run();
    int written = writes++;
    if (crashAfter.equals(OptionalInt.of(written))) {
      crashAfter = OptionalInt.empty();
      throw new Crash();
    }
    return true;
  }
}
