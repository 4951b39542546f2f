package io.jotgate.testing.faults;

import java.util.Optional;

/** Which thing goes wrong where: at most one at a time, and once. */
public final class FaultPlan {
  private Optional<Armed> armed = Optional.empty();

  private record Armed(Place place, Fault fault) {}

  /** Lets something go wrong when the place is reached. */
  public synchronized void arm(Place place, Fault fault) {
    armed = Optional.of(new Armed(place, fault));
  }

  /**
   * Lets nothing go wrong any more.
   *
   * @return whether something had: false if the place was not reached
   */
  public synchronized boolean disarm() {
    boolean fired = armed.isEmpty();
    armed = Optional.empty();
    return fired;
  }

  synchronized Optional<WriteFault> onWrite(Place place) {
    return at(place)
        .flatMap(fault -> fault instanceof WriteFault write ? fired(write) : Optional.empty());
  }

  synchronized Optional<EventFault> onEvent(Place place) {
    return at(place)
        .flatMap(fault -> fault instanceof EventFault event ? fired(event) : Optional.empty());
  }

  private Optional<Fault> at(Place place) {
    return armed.filter(plan -> plan.place().equals(place)).map(Armed::fault);
  }

  private <F extends Fault> Optional<F> fired(F fault) {
    armed = Optional.empty();
    return Optional.of(fault);
  }
}
