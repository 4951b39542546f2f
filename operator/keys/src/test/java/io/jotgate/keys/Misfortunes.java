package io.jotgate.keys;

import io.jotgate.keys.World.Fault;
import java.time.Duration;
import java.util.List;

/** People and bad luck: what happens to a history from outside, about once an interval each. */
final class Misfortunes {
  private static final long LONGEST_API_OUTAGE = Duration.ofHours(24).toMillis();

  private final RotationSimulation history;
  private int downtimes;
  private int apiOutages;
  private int lostSlots;
  private int requests;
  private int generations;

  Misfortunes(RotationSimulation history) {
    this.history = history;
    every(Fault.REQUESTS, 0.1, () -> history.request("r" + ++requests));
    every(Fault.LOST_SLOTS, 0.15, this::loseSlot);
    every(Fault.REPLACED_PODS, 0.3, () -> history.pods.replaceAny());
    every(Fault.TTL_CHANGES, 0.3, this::changeTtl);
    every(Fault.DOWNTIMES, 0.04, this::downtime);
    every(Fault.API_OUTAGES, 0.02, this::apiOutage);
    every(Fault.RECREATED, 0.05, this::recreate);
  }

  /** With this chance in every interval. */
  private void every(Fault fault, double chance, Runnable what) {
    if (history.world.has(fault)) {
      history.time.after(
          history.chance.upTo(2 * history.world.interval()),
          () -> {
            if (history.chance.fault(chance)) {
              what.run();
            }
            every(fault, chance, what);
          });
    }
  }

  private void loseSlot() {
    lostSlots++;
    history.store.loseSlot(history.chance.oneOf(List.of(KeySlot.values())));
  }

  private void changeTtl() {
    Duration longest = history.world.told().maxTtl();
    Duration chosen = Duration.ofSeconds(history.chance.upTo(longest.toSeconds()));
    history.policy(
        Policies.withMaxTtl(
            history.world.told(), history.chance.sometimes(0.5) ? longest : chosen));
  }

  /** Longer than R, often longer than T, now and then ten times T. */
  private void downtime() {
    downtimes++;
    long interval = history.world.interval();
    long length = history.chance.oneOf(List.of(interval / 2, 2 * interval, 10 * interval));
    history.operatorsAwayFor(length + history.chance.upTo(interval));
  }

  private void apiOutage() {
    if (history.store.reachable()) {
      apiOutages++;
      history.store.reachable(false);
      history.time.after(
          history.chance.upTo(LONGEST_API_OUTAGE), () -> history.store.reachable(true));
    }
  }

  private void recreate() {
    history.invariants.stopCountingKeys();
    history.owner = "uid-" + ++generations;
    history.pods.replaceAll();
  }

  int downtimes() {
    return downtimes;
  }

  int apiOutages() {
    return apiOutages;
  }

  int lostSlots() {
    return lostSlots;
  }
}
