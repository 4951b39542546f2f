package io.jotgate.keys;

import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.RingStep;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One seeded history on a virtual clock: two operators, three issuer pods, verifiers of every kind,
 * clients, and what goes wrong in this world.
 */
final class RotationSimulation {
  final World world;
  final long seed;
  final VirtualTime time = new VirtualTime();
  final Chance chance;
  final SimulatedStore store;
  final ServedCopies served;
  final RingInvariants invariants;
  final Excuses excuses;
  final PairLedger ledger;
  final TokenTraffic traffic;
  final SimulatedPods pods;
  final VerifierFleet verifiers;
  final Misfortunes misfortunes;
  String owner = "uid-0";
  private final SecureRandom keys = new SecureRandom();
  private RotationPolicy policy;
  private Requests requests = Requests.NONE;
  private final List<SimulatedOperator> operators;
  private long operatorsBackAt;
  private int reconciles;
  private int rotations;
  private int crashes;
  private int lateWrites;

  /**
   * A history.
   *
   * @param signEach one token in this many is signed and verified for real, none if 0
   */
  RotationSimulation(World world, long seed, int signEach) {
    this.world = world;
    this.seed = seed;
    policy = world.told();
    chance = new Chance(seed);
    invariants = new RingInvariants(time, 2 + world.told().mostRetiring(world.told().maxTtl()));
    store = new SimulatedStore(invariants::written);
    served = new ServedCopies(world.truth().verifierCache().toMillis());
    excuses = new Excuses(this);
    ledger = new PairLedger(this);
    traffic = new TokenTraffic(this, signEach);
    pods = new SimulatedPods(this);
    pods.startAll();
    verifiers = new VerifierFleet(this);
    operators = List.of(new SimulatedOperator(this, true), new SimulatedOperator(this, false));
    misfortunes = new Misfortunes(this);
    driftClocks();
  }

  /** Runs until so many writes have been made. */
  void runWrites(int wanted) {
    time.run(world.told().interval().multipliedBy(20), () -> store.writes() >= wanted);
  }

  /** Runs until so many keys have followed one another. */
  void runRotations(int wanted) {
    int goal = rotations + wanted;
    Duration tooLong = world.told().interval().multipliedBy(20L * wanted + 100);
    time.run(tooLong, () -> rotations >= goal);
    if (rotations < goal) {
      throw new AssertionError("only " + rotations + " rotations in " + tooLong);
    }
  }

  /** From now on nothing goes wrong, nobody asks for anything, and one operator is left. */
  void calm() {
    chance.endFaults();
    store.reachable(true);
    operatorsBackAt = 0;
    operators.forEach(SimulatedOperator::endTrouble);
    pods.endTrouble();
    verifiers.sidecars().forEach(SimulatedSidecar::endTrouble);
  }

  /** Now and then, and mostly apart: where one operator records and the other acts it is worst. */
  private void driftClocks() {
    if (world.has(World.Fault.SHORTEST_WAITS)) {
      return;
    }
    long error = chance.clockError(world.clockError());
    operators.getFirst().clockError(error);
    operators
        .getLast()
        .clockError(chance.sometimes(0.7) ? -error : chance.clockError(world.clockError()));
    time.after(chance.upTo(world.interval()), this::driftClocks);
  }

  private void shortenWaits(RingStep step) {
    KeyRing ring = step.next();
    if (step instanceof ActivateKey) {
      askToRotate("after " + rotations);
    }
    boolean recording =
        ring.prepared().map(SigningKey::servedSince).isEmpty()
            || ring.retiring().stream().anyMatch(key -> key.demotionAcknowledgedAt() == null);
    operators.forEach(
        each -> each.clockError(recording ? -world.clockError() : world.clockError()));
  }

  GeneratedKey makeKey(GenerateKey step) {
    return SigningKeys.generate(step.parameters(), keys);
  }

  /** The JWK set of the ring as a kubelet mounts it now. */
  Optional<Jwks> mount(String where) {
    return store
        .ring()
        .filter(ring -> store.reachable() && !ring.keys().isEmpty())
        .map(ring -> Jwks.of(ring, where, time.now()));
  }

  /** An operator has written a step. */
  void wrote(RingStep step) {
    excuses.wrote(step);
    if (world.has(World.Fault.SHORTEST_WAITS)) {
      shortenWaits(step);
    }
    if (step instanceof ActivateKey activation && activation.demoted().isPresent()) {
      rotations++;
    }
  }

  /** After a write the operator touches pods, so that they look. */
  void touch() {
    pods.touch();
    for (SimulatedSidecar sidecar : verifiers.sidecars()) {
      if (chance.sometimes(0.9)) {
        time.after(chance.upTo(1_000), sidecar::load);
      }
    }
  }

  void counted(boolean late, boolean died) {
    lateWrites += late ? 1 : 0;
    crashes += died ? 1 : 0;
  }

  RotationPolicy policy() {
    return policy;
  }

  void policy(RotationPolicy changed) {
    policy = changed;
  }

  Requests requests() {
    return requests;
  }

  void askToRotate(String value) {
    requests = new Requests(Optional.of(value), requests.revoke());
    wakeOperators();
  }

  void askToRevoke(String value) {
    requests = new Requests(requests.rotate(), Optional.of(value));
    wakeOperators();
  }

  /** Somebody restores a backup of ring and slots. */
  void restore(SimulatedStore.Backup backup) {
    invariants.pastComesBack();
    backup.ring().filter(ring -> !store.ring().equals(backup.ring())).ifPresent(excuses::restored);
    store.restore(backup);
    wakeOperators();
  }

  /** Somebody deletes the ring; the copy in the status may be a little older. */
  void loseRing() {
    invariants.pastComesBack();
    store.loseRing();
    wakeOperators();
  }

  /** The clock of one operator is wrong by this much for this long. */
  void jump(Duration by, long length) {
    SimulatedOperator operator = chance.oneOf(operators);
    operator.jump(by);
    time.after(length, operator::endTrouble);
  }

  /** The clocks of all operators are wrong by this much from now on. */
  void jumpAll(Duration by) {
    operators.forEach(operator -> operator.jump(by));
    wakeOperators();
  }

  /** Something that operators watch has changed. */
  void wakeOperators() {
    operators.forEach(SimulatedOperator::wake);
  }

  void operatorsAwayFor(long length) {
    operatorsBackAt = Math.max(operatorsBackAt, time.now() + length);
  }

  boolean operatorsAway() {
    return time.now() < operatorsBackAt;
  }

  /** An operator has decided something. */
  void reconciled() {
    reconciles++;
  }

  int reconciles() {
    return reconciles;
  }

  int rotations() {
    return rotations;
  }

  int crashes() {
    return crashes;
  }

  int lateWrites() {
    return lateWrites;
  }
}
