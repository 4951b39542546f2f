package io.jotgate.keys;

import static java.util.Objects.requireNonNull;

import io.jotgate.keys.RotationPolicy.Activation;
import io.jotgate.keys.RotationPolicy.OnTimeout;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.RingStep;
import io.jotgate.keys.RotationStep.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An issuer whose steps are carried out on values, with pods that follow unless told otherwise. */
final class PlannedIssuer {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration DAY = Duration.ofHours(24);
  static final Duration CACHE = Duration.ofHours(1);
  static final Duration CLOCK_ERROR = Duration.ofSeconds(30);
  static final Duration MOUNT_DELAY = Duration.ofMinutes(3);
  static final Duration TTL = Duration.ofMinutes(15);
  static final Duration LEEWAY = Duration.ofSeconds(60);

  /** L + lambda + 4S. */
  static final Duration RETAIN = TTL.plus(LEEWAY).plus(CLOCK_ERROR.multipliedBy(4));

  /** P + 2S. */
  static final Duration AHEAD = CACHE.plus(CLOCK_ERROR.multipliedBy(2));

  static final RotationPolicy DAILY =
      new RotationPolicy(
          KeyParameters.of("ES256"),
          DAY,
          CACHE,
          Activation.WHEN_PROPAGATED,
          DAY,
          OnTimeout.ACTIVATE,
          TTL,
          LEEWAY,
          CLOCK_ERROR,
          MOUNT_DELAY,
          false);

  Optional<KeyRing> ring = Optional.empty();
  final Map<KeySlot, SlotContent> slots = new EnumMap<>(KeySlot.class);
  final Map<String, PodAcknowledgement> heldPods = new TreeMap<>();
  final Map<String, VerifierAcknowledgement> heldVerifiers = new TreeMap<>();
  List<String> pods = List.of("login-0", "login-1");
  List<String> routes = List.of("orders");
  RotationPolicy policy = DAILY;
  String owner = "uid-1";
  Optional<String> request = Optional.empty();
  Optional<String> revoke = Optional.empty();
  Optional<KeyRing> recoveryCopy = Optional.empty();
  Optional<Duration> clockOffset = Optional.empty();
  Instant now = START;
  private int made;

  static PlannedIssuer settled() {
    PlannedIssuer issuer = new PlannedIssuer();
    issuer.settle();
    return issuer;
  }

  RotationPlan plan() {
    return RotationPlanner.plan(ring, policy, facts(), now);
  }

  RotationStep next() {
    return plan().step();
  }

  /** Plans and carries out one step. */
  RotationStep step() {
    RotationStep step = next();
    carryOut(step);
    return step;
  }

  /** Carries steps out until the planner waits, and says which ones. */
  List<String> settle() {
    List<String> done = new ArrayList<>();
    for (RotationStep step = step(); !(step instanceof Wait); step = step()) {
      done.add(step.getClass().getSimpleName());
      if (done.size() > 50) {
        throw new AssertionError("never waits: " + done);
      }
    }
    return done;
  }

  List<String> settleAfter(Duration time) {
    now = now.plus(time);
    return settle();
  }

  void carryOut(RotationStep step) {
    switch (step) {
      case Wait _ -> {}
      case RingStep ringStep -> ring = Optional.of(ringStep.next());
      case GenerateKey generate -> {
        reserve(generate);
        store(requireNonNull(ring().reservation()));
      }
    }
  }

  /** The first write of making a key, as if the process ended before the second. */
  void reserve(GenerateKey generate) {
    String kid = "key-" + ++made;
    ring = Optional.of(generate.reserving(kid, jwk(kid)));
  }

  void store(Reservation reserved) {
    slots.put(reserved.slot(), new SlotContent(reserved.slot(), reserved.kid(), owner, true));
  }

  KeyRing ring() {
    return ring.orElseThrow();
  }

  String storedIn(KeySlot slot) {
    return requireNonNull(slots.get(slot)).kid();
  }

  SigningKey active() {
    return ring().active().orElseThrow();
  }

  SigningKey prepared() {
    return ring().prepared().orElseThrow();
  }

  /** From now on this pod says what it has loaded now, whatever is written. */
  void holdPod(String name) {
    heldPods.put(name, follower(name));
  }

  void holdRoute(String name) {
    heldVerifiers.put(
        name, new VerifierAcknowledgement(name, ring.map(KeyRing::epoch).orElse(0L), true));
  }

  RotationFacts facts() {
    return new RotationFacts(
        owner,
        List.copyOf(slots.values()),
        pods.stream().map(p -> heldPods.getOrDefault(p, follower(p))).toList(),
        routes.stream()
            .map(
                r ->
                    heldVerifiers.getOrDefault(
                        r,
                        new VerifierAcknowledgement(r, ring.map(KeyRing::epoch).orElse(0L), true)))
            .toList(),
        new Requests(request, revoke),
        recoveryCopy,
        clockOffset);
  }

  static String jwk(String kid) {
    return "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}";
  }

  PodAcknowledgement follower(String name) {
    Set<String> kids =
        ring.map(r -> Set.copyOf(r.keys().stream().map(SigningKey::kid).toList())).orElse(Set.of());
    return new PodAcknowledgement(name, ring.map(KeyRing::epoch).orElse(0L), kids, true, true);
  }
}
