package io.jotgate.keys;

import io.jotgate.keys.World.Fault;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.testing.proof.ProofForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** People and bad luck: what happens to a history from outside, about once an interval each. */
final class Misfortunes {
  private static final long LONGEST_API_OUTAGE = Duration.ofHours(24).toMillis();

  /** A jump within S is a clock error like another and is tested as such. */
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofSeconds(45),
          Duration.ofSeconds(90),
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofDays(1),
          Duration.ofDays(3650));

  /** RSA keys take long to make, so few are. */
  private static final List<String> ALGORITHMS =
      ProofForm.isFull()
          ? List.of("ES256", "ES384", "Ed25519", "ES256", "ES512", "PS256")
          : List.of("ES256", "ES384", "Ed25519");

  private final RotationSimulation history;
  private int downtimes;
  private int apiOutages;
  private int lostSlots;
  private int requests;
  private int generations;
  private int lostRings;
  private int restored;
  private int revocations;
  private int jumps;
  private final List<SimulatedStore.Backup> backups = new ArrayList<>();

  Misfortunes(RotationSimulation history) {
    this.history = history;
    every(Fault.REQUESTS, 0.6, () -> history.askToRotate("r" + ++requests));
    every(Fault.LOST_SLOTS, 0.15, this::loseSlot);
    every(Fault.REPLACED_PODS, 0.3, () -> history.pods.replaceAny());
    every(Fault.TTL_CHANGES, 0.3, this::changeTtl);
    every(Fault.ALGORITHM_CHANGES, 0.2, this::changeAlgorithm);
    every(Fault.DOWNTIMES, 0.04, this::downtime);
    every(Fault.API_OUTAGES, 0.02, this::apiOutage);
    every(Fault.RECREATED, 0.05, this::recreate);
    every(Fault.LOST_RINGS, 0.1, this::loseRing);
    every(Fault.RESTORED, 0.3, this::backupOrRestore);
    every(Fault.REVOKED, 0.1, this::revoke);
    every(Fault.CLOCK_JUMPS, 0.1, this::jump);
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

  /** The ring or its copy in the status; not both at once. */
  private void loseRing() {
    if (history.store.ring().isEmpty() || history.store.statusCopy().isEmpty()) {
      return;
    }
    lostRings++;
    if (history.chance.sometimes(0.7)) {
      history.loseRing();
    } else {
      history.store.loseStatusCopy();
      history.wakeOperators();
    }
  }

  /** Backups are taken more often than they are needed. */
  private void backupOrRestore() {
    if (backups.isEmpty() || history.chance.sometimes(0.8)) {
      backups.add(history.store.backup());
    } else {
      restored++;
      history.restore(history.chance.oneOf(backups));
    }
  }

  private void revoke() {
    revocations++;
    Optional<KeyRing> ring = history.store.ring();
    Optional<String> kid =
        history.chance.sometimes(0.6)
            ? ring.flatMap(KeyRing::active).map(SigningKey::kid)
            : ring.flatMap(KeyRing::prepared).map(SigningKey::kid);
    history.askToRevoke(
        kid.filter(_ -> history.chance.sometimes(0.7)).orElse("all:" + revocations));
  }

  /** A second to ten years, either way, for a while. */
  private void jump() {
    jumps++;
    Duration by = history.chance.oneOf(JUMPS);
    history.jump(
        history.chance.sometimes(0.5) ? by : by.negated(),
        history.chance.upTo(history.world.interval()));
  }

  private void changeTtl() {
    Duration longest = history.world.told().maxTtl();
    Duration chosen = Duration.ofSeconds(history.chance.upTo(longest.toSeconds()));
    history.policy(
        Policies.withMaxTtl(history.policy(), history.chance.sometimes(0.5) ? longest : chosen));
  }

  private void changeAlgorithm() {
    history.policy(
        Policies.withKey(
            history.policy(), SigningKeys.parameters(history.chance.oneOf(ALGORITHMS), 2048)));
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
    history.store.loseStatusCopy();
    history.pods.replaceAll();
  }

  int lostRings() {
    return lostRings;
  }

  int restored() {
    return restored;
  }

  int revocations() {
    return revocations;
  }

  int jumps() {
    return jumps;
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
