package io.jotgate.keys;

import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.RingStep;
import io.jotgate.keys.RotationStep.Wait;
import io.jotgate.keys.SimulatedStore.PrivateHalf;
import io.jotgate.keys.World.Fault;
import io.jotgate.keys.jose.GeneratedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * An operator that believes that it leads. It reads, gathers, decides and writes at different
 * moments, so that anything may happen between them, and it may die before or after any write.
 */
final class SimulatedOperator {
  private static final double DIES = 0.02;
  private static final double DIES_IN_A_LOOP = 0.8;
  private static final long LONGEST_SLEEP = 300_000;

  private final RotationSimulation history;
  private final boolean first;
  private long clockError;
  private Duration jump = Duration.ZERO;
  private int sleep;

  /**
   * An operator.
   *
   * @param first whether it is the one that is left when faults end
   */
  SimulatedOperator(RotationSimulation history, boolean first) {
    this.history = history;
    this.first = first;
    history.time.after(0, this::read);
  }

  /** It sleeps and is told that something has changed. */
  void wake() {
    int sleeping = sleep;
    history.time.after(history.chance.upTo(1_000), () -> wakeFrom(sleeping));
  }

  private void wakeFrom(int sleeping) {
    if (sleeping == sleep) {
      sleep++;
      read();
    }
  }

  private void sleep(long length) {
    int sleeping = ++sleep;
    history.time.after(length, () -> wakeFrom(sleeping));
  }

  /** Its clock is wrong by this much from now on, as clocks may be. */
  void clockError(long millis) {
    clockError = millis;
  }

  /** Its clock is wrong by this much more from now on. */
  void jump(Duration by) {
    jump = by;
  }

  void endTrouble() {
    jump = Duration.ZERO;
  }

  private void read() {
    sleep++;
    if (history.chance.faultsEnded() && !first) {
      return;
    }
    if (history.operatorsAway() || !history.store.reachable()) {
      sleep(history.chance.upTo(30_000));
      return;
    }
    int version = history.store.ringVersion();
    Optional<KeyRing> ring = history.store.ring();
    Optional<Known> early =
        history.chance.sometimes(0.5) ? Optional.of(acknowledgements()) : Optional.empty();
    history.time.after(history.chance.upTo(500), () -> decide(version, ring, early));
  }

  /** What pods and routes have said; gathered before or after the ring is read. */
  private record Known(List<PodAcknowledgement> pods, List<VerifierAcknowledgement> verifiers) {}

  private Known acknowledgements() {
    return new Known(
        history.pods.acknowledgements(),
        history.verifiers.sidecars().stream().map(SimulatedSidecar::acknowledgement).toList());
  }

  private void decide(int version, Optional<KeyRing> ring, Optional<Known> early) {
    Map<KeySlot, Integer> slotVersions = new EnumMap<>(KeySlot.class);
    for (KeySlot slot : KeySlot.values()) {
      slotVersions.put(slot, history.store.slotVersion(slot));
    }
    Known known = early.orElseGet(this::acknowledgements);
    long error = clockError + jump.toMillis();
    RotationFacts facts =
        new RotationFacts(
            history.owner,
            history.store.slotContents(ring),
            known.pods(),
            known.verifiers(),
            history.requests(),
            history.store.statusCopy(),
            offset(error));
    Instant clock = history.time.clock(error);
    history.reconciled();
    RotationPlan plan = RotationPlanner.plan(ring, history.policy(), facts, clock);
    switch (plan.step()) {
      case Wait _ -> rest(ring, pause(clock, plan.nextCheck()));
      case RingStep step -> write(() -> swap(version, step), this::read);
      case GenerateKey step -> {
        GeneratedKey key = history.makeKey(step);
        KeyRing claimed = step.reserving(key.kid(), key.publicJwk());
        PrivateHalf half = new PrivateHalf(key, history.owner);
        int slotVersion = slotVersions.getOrDefault(step.slot(), 0);
        write(
            () -> history.store.swapRing(version, claimed),
            () -> write(() -> history.store.swapSlot(step.slot(), slotVersion, half), this::read));
      }
    }
  }

  private boolean swap(int version, RingStep step) {
    boolean written = history.store.swapRing(version, step.next());
    if (written) {
      history.wrote(step);
    }
    return written;
  }

  /** Writes a little later, or much later; may die before or after, and then starts over. */
  private void write(BooleanSupplier swap, Runnable then) {
    boolean late = dies();
    history.time.after(
        late ? history.chance.upTo(30_000) : history.chance.upTo(300),
        () -> {
          boolean before = dies() || history.operatorsAway();
          boolean written = !before && swap.getAsBoolean();
          if (written) {
            history.touch();
          }
          boolean died = before || dies();
          history.counted(late, died);
          if (died || !written) {
            long pause = died && history.chance.fault(0.2) ? 120_000 : 5_000;
            history.time.after(history.chance.upTo(pause), this::read);
          } else {
            then.run();
          }
        });
  }

  private boolean dies() {
    return history.world.has(Fault.CRASH_LOOP)
        ? history.chance.fault(DIES_IN_A_LOOP)
        : history.world.has(Fault.CRASHES) && history.chance.fault(DIES);
  }

  /** Nothing is due: the status repeats what the ring says, and the operator sleeps. */
  private void rest(Optional<KeyRing> ring, long pause) {
    if (ring.isEmpty() || ring.equals(history.store.statusCopy())) {
      sleep(pause);
    } else {
      write(() -> history.store.writeStatusCopy(ring.get()), () -> sleep(pause));
    }
  }

  /** What it knows of the error of its clock; nothing now and then, if that is small. */
  private Optional<Duration> offset(long error) {
    return jump.isZero() && history.chance.sometimes(0.3)
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.floorDiv(error, 1_000)));
  }

  /** It looks again when it is told to, and now and then because something has changed. */
  private long pause(Instant clock, Instant nextCheck) {
    long wait = Duration.between(clock, nextCheck).toMillis();
    return Math.clamp(wait, 1, LONGEST_SLEEP);
  }
}
