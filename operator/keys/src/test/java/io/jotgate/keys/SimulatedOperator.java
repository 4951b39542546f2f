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
  private static final long LONGEST_SLEEP = 300_000;

  private final RotationSimulation history;
  private final boolean first;

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

  private void read() {
    if (history.chance.faultsEnded() && !first) {
      return;
    }
    if (history.operatorsAway() || !history.store.reachable()) {
      history.time.after(history.chance.upTo(30_000), this::read);
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
    RotationFacts facts =
        new RotationFacts(
            history.owner,
            history.store.slotContents(ring),
            known.pods(),
            known.verifiers(),
            history.requests(),
            Optional.empty(),
            Optional.empty());
    Instant clock = history.time.clock(history.chance.clockError(history.world.clockError()));
    RotationPlan plan = RotationPlanner.plan(ring, history.policy(), facts, clock);
    switch (plan.step()) {
      case Wait _ -> history.time.after(sleep(clock, plan.nextCheck()), this::read);
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
    return history.world.has(Fault.CRASHES) && history.chance.fault(DIES);
  }

  /** It looks again when it is told to, and now and then because something has changed. */
  private long sleep(Instant clock, Instant nextCheck) {
    long wait = Duration.between(clock, nextCheck).toMillis();
    return Math.clamp(wait, 1, LONGEST_SLEEP);
  }
}
