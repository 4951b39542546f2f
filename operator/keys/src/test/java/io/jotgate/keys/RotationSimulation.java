package io.jotgate.keys;

import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.RingStep;
import io.jotgate.keys.RotationStep.Wait;
import io.jotgate.keys.SimulatedReplica.Trouble;
import io.jotgate.keys.SimulatedStore.PrivateHalf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * One seeded history on a virtual clock: operators that read, plan and write at different moments
 * and die in between, replicas and sidecars that load late, clocks that are wrong by up to S, slots
 * that are lost, issuers that are made anew.
 */
final class RotationSimulation {
  /**
   * What a history is like.
   *
   * @param told the policy that the planner is given
   * @param cache how old a copy verifiers really use
   * @param leeway what verifiers really allow
   * @param faults chance per event that something goes wrong
   * @param losesSlots whether slots vanish
   * @param recreates whether the issuer is deleted and made anew
   * @param lags whether pods and sidecars load late or are cut off
   */
  record Profile(
      RotationPolicy told,
      Duration cache,
      Duration leeway,
      double faults,
      boolean losesSlots,
      boolean recreates,
      boolean lags) {}

  private record Event(long at, long order, Runnable what) {}

  private static final Instant START = PlannedIssuer.START;
  private static final int OPERATORS = 2;
  private static final int REPLICAS = 3;
  private static final int SIDECARS = 2;

  private final Profile profile;
  private final Random random;
  private final IssuedTokens tokens;
  private final SimulatedStore store;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final List<SimulatedReplica> replicas = new ArrayList<>();
  private final Map<String, KeyRing> sidecars = new HashMap<>();
  private final long clockErrorMillis;
  private long now;
  private long order;
  private boolean faulty = true;
  private String owner = "uid-0";
  private int generation;
  private int made;
  private int requests;
  private int cannotSign;

  RotationSimulation(long seed, Profile profile) {
    this.profile = profile;
    random = new Random(seed);
    tokens = new IssuedTokens(profile.cache().toMillis());
    clockErrorMillis = profile.told().clockError().toMillis();
    store =
        new SimulatedStore((before, after) -> tokens.ringWritten(before, after, mostKeys(), now));
    startReplicas();
    for (int i = 0; i < SIDECARS; i++) {
      String name = "sidecar-" + i;
      at(0, () -> refreshSidecar(name));
    }
    for (int i = 0; i < OPERATORS; i++) {
      int operator = i;
      at(0, () -> read(operator));
    }
    at(0, this::request);
    at(0, this::disaster);
  }

  IssuedTokens tokens() {
    return tokens;
  }

  SimulatedStore store() {
    return store;
  }

  /** How often a replica with a ring could not sign with its active key. */
  int cannotSign() {
    return cannotSign;
  }

  void run(Duration time) {
    long end = now + time.toMillis();
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.remove();
      now = event.at();
      event.what().run();
    }
    now = end;
  }

  /** From now on nothing goes wrong, nobody asks for anything, and one operator is left. */
  void calm() {
    faulty = false;
    replicas.forEach(this::endTrouble);
  }

  // Operators: four moments, so that anything may happen between them.

  private void read(int operator) {
    if (!faulty && operator > 0) {
      return;
    }
    int version = store.ringVersion();
    Optional<KeyRing> ring = store.ring();
    at(upTo(500), () -> gather(operator, version, ring));
  }

  private void gather(int operator, int version, Optional<KeyRing> ring) {
    Runnable again = () -> read(operator);
    Map<KeySlot, Integer> slotVersions =
        Map.of(KeySlot.A, store.slotVersion(KeySlot.A), KeySlot.B, store.slotVersion(KeySlot.B));
    Instant clock = START.plusMillis(now + pickOne(-clockErrorMillis, 0, clockErrorMillis));
    RotationPlan plan = RotationPlanner.plan(ring, profile.told(), facts(), clock);
    switch (plan.step()) {
      case Wait _ -> at(untilNextCheck(plan.nextCheck(), clock), again);
      case RingStep step -> write(() -> store.swapRing(version, step.next()), again, again);
      case GenerateKey step -> {
        String kid = "key-" + ++made;
        KeyRing claimed = step.reserving(kid, PlannedIssuer.jwk(kid));
        PrivateHalf half = new PrivateHalf(kid, owner);
        int slotVersion = slotVersions.getOrDefault(step.slot(), 0);
        write(
            () -> store.swapRing(version, claimed),
            () -> write(() -> store.swapSlot(step.slot(), slotVersion, half), again, again),
            again);
      }
    }
  }

  /** Writes a little later; the process may die before or after, and then somebody starts over. */
  private void write(BooleanSupplier swap, Runnable then, Runnable again) {
    at(
        happens(profile.faults()) ? upTo(30_000) : upTo(300),
        () -> {
          boolean diesBefore = happens(profile.faults());
          boolean written = !diesBefore && swap.getAsBoolean();
          if (written) {
            touchPods();
          }
          boolean dies = diesBefore || happens(profile.faults());
          if (dies || !written) {
            at(
                dies && happens(0.2) ? upTo(3 * profile.told().interval().toMillis()) : upTo(5_000),
                again);
          } else {
            then.run();
          }
        });
  }

  private RotationFacts facts() {
    long patience = profile.cache().toMillis();
    List<PodAcknowledgement> pods =
        replicas.stream()
            .map(r -> r.acknowledgement(r.reachable() || now - r.troubleSince < patience))
            .toList();
    List<VerifierAcknowledgement> routes =
        sidecars.entrySet().stream()
            .map(e -> new VerifierAcknowledgement(e.getKey(), e.getValue().epoch(), true))
            .toList();
    Optional<String> request = requests == 0 ? Optional.empty() : Optional.of("r" + requests);
    return new RotationFacts(
        owner,
        store.slotContents(),
        pods,
        routes,
        Requests.rotate(request),
        Optional.empty(),
        Optional.empty());
  }

  // Pods.

  private void startReplicas() {
    generation++;
    for (int i = 0; i < REPLICAS; i++) {
      SimulatedReplica replica = new SimulatedReplica("pod-" + generation + "-" + i, owner);
      replicas.add(replica);
      at(upTo(2_000), () -> refresh(replica));
    }
  }

  private void refresh(SimulatedReplica replica) {
    if (!replicas.contains(replica)) {
      return;
    }
    use(replica);
    load(replica);
    if (happens(profile.faults())) {
      beginTrouble(replica);
    }
    if (happens(profile.faults())) {
      replica.restartProcess();
      load(replica);
    }
    use(replica);
    at(upTo(profile.told().mountDelay().toMillis()), () -> refresh(replica));
  }

  private void load(SimulatedReplica replica) {
    if (replica.trouble == Trouble.NONE || replica.trouble == Trouble.SILENT) {
      replica.refreshVolume(store);
    }
    if (replica.reachable() && replicas.contains(replica)) {
      tokens.served(replica.name, replica.servedKids(), now);
    }
  }

  private void beginTrouble(SimulatedReplica replica) {
    if (!profile.lags() || replica.trouble != Trouble.NONE) {
      return;
    }
    replica.trouble = pickOne(Trouble.LAGGING, Trouble.SILENT, Trouble.PARTITIONED);
    replica.troubleSince = now;
    if (!replica.reachable()) {
      tokens.stopped(replica.name, now);
    }
    at(upTo(2 * profile.told().interval().toMillis()), () -> endTrouble(replica));
  }

  private void endTrouble(SimulatedReplica replica) {
    replica.trouble = Trouble.NONE;
    load(replica);
  }

  /** Somebody takes a token from it. */
  private void use(SimulatedReplica replica) {
    if (!replica.reachable()) {
      return;
    }
    Optional<SigningKey> key = replica.signsWith();
    if (key.isPresent()) {
      long valid = key.get().maxTtl().plus(profile.leeway()).toMillis();
      tokens.issued(replica.name, key.get().kid(), now, now + valid + 2 * clockErrorMillis);
    } else if (replica.hasRingWithActiveKey()) {
      cannotSign++;
    }
  }

  private void touchPods() {
    for (SimulatedReplica replica : List.copyOf(replicas)) {
      if (happens(0.8)) {
        at(
            upTo(1_000),
            () -> {
              if (replicas.contains(replica)) {
                use(replica);
                load(replica);
                use(replica);
              }
            });
      }
    }
  }

  private void refreshSidecar(String name) {
    boolean late = profile.lags() && happens(profile.faults());
    if (!late) {
      store
          .ring()
          .filter(r -> !r.keys().isEmpty())
          .ifPresent(
              ring -> {
                sidecars.put(name, ring);
                Set<String> kids =
                    ring.keys().stream().map(SigningKey::kid).collect(Collectors.toSet());
                tokens.sidecarLoaded(name, kids, now);
              });
    }
    long delay =
        late ? profile.told().interval().toMillis() : profile.told().mountDelay().toMillis();
    at(upTo(delay), () -> refreshSidecar(name));
  }

  // People and bad luck.

  private void request() {
    if (faulty) {
      requests++;
    }
    at(upTo(profile.told().interval().toMillis()), this::request);
  }

  private void disaster() {
    if (faulty && profile.losesSlots() && happens(0.3)) {
      store.loseSlot(pickOne(KeySlot.A, KeySlot.B));
    }
    if (faulty && profile.recreates() && happens(0.1)) {
      tokens.stopCountingKeys();
      replicas.forEach(r -> tokens.stopped(r.name, now));
      replicas.clear();
      owner = "uid-" + generation;
      startReplicas();
    }
    if (faulty && happens(0.3)) {
      SimulatedReplica deleted = replicas.remove(random.nextInt(replicas.size()));
      tokens.stopped(deleted.name, now);
      SimulatedReplica started = new SimulatedReplica("pod-" + now, owner);
      replicas.add(started);
      refresh(started);
    }
    at(upTo(profile.told().interval().toMillis()), this::disaster);
  }

  private int mostKeys() {
    return 2 + profile.told().mostRetiring(profile.told().maxTtl());
  }

  private long untilNextCheck(Instant nextCheck, Instant clock) {
    long wait = Duration.between(clock, nextCheck).toMillis();
    return Math.min(Math.max(wait, 1), 60_000);
  }

  private void at(long delay, Runnable what) {
    events.add(new Event(now + delay, order++, what));
  }

  private boolean happens(double chance) {
    return faulty && random.nextDouble() < chance;
  }

  private long upTo(long millis) {
    return 1 + (long) (random.nextDouble() * (millis - 1));
  }

  private long pickOne(long a, long b, long c) {
    return List.of(a, b, c).get(random.nextInt(3));
  }

  @SafeVarargs
  private <T> T pickOne(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
