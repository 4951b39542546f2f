package io.jotgate.controller.jwtissuer;

import io.jotgate.controller.jwtissuer.KeyObjects.StoredRing;
import io.jotgate.controller.jwtissuer.KeyObjects.StoredSlot;
import io.jotgate.controller.jwtissuer.KeyObjects.UnreadableRingException;
import io.jotgate.issuer.model.SlotFile;
import io.jotgate.keys.Blocked;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.RotationFacts;
import io.jotgate.keys.RotationPlan;
import io.jotgate.keys.RotationPlanner;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationStep;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.RingStep;
import io.jotgate.keys.RotationStep.Wait;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.SlotContent;
import io.jotgate.keys.VerifierAcknowledgement;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.PublicJwk;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Carries out what {@link RotationPlanner} decides: reads ring and slots live, takes one step,
 * reads again, until the planner waits.
 *
 * <p>A step that changes the ring is one compare-and-swap. A key that is made is claimed in the
 * ring first, then stored, then read back and published. Whoever loses a race plans again from what
 * the winner wrote.
 */
final class RotationExecutor {
  /** Bringing up an issuer takes eight steps; the rest is room for races with another operator. */
  private static final int MAX_STEPS = 24;

  private final Function<KeyParameters, GeneratedKey> generator;
  private final Clock clock;

  /**
   * Keys, by the uid of their issuer, that the ring may have reserved and whose Secret is not known
   * to be written. A Secret that is refused, for a quota perhaps, is tried again with the same key,
   * so that the ring is written as it is: a change of it would begin another run at once, without
   * end. What is to be done is decided by what is stored, never by this.
   */
  private final ConcurrentMap<String, GeneratedKey> unstored = new ConcurrentHashMap<>();

  /**
   * What pods and routes have acknowledged, gathered after nothing and valid for one run: they only
   * ever move forward, so old acknowledgements can delay a step but never hasten one.
   */
  record Acknowledgements(List<PodAcknowledgement> pods, List<VerifierAcknowledgement> verifiers) {
    Acknowledgements {
      pods = List.copyOf(pods);
      verifiers = List.copyOf(verifiers);
    }
  }

  /**
   * The state in which a run ended.
   *
   * @param ring the ring, if there is one
   * @param canSign whether the private half of the active key is stored
   * @param taken the steps that were taken, in order
   * @param waiting the last word of the planner
   * @param blocked why a due rotation does not go on, if so
   * @param nextCheck when to run again at the latest
   */
  record Outcome(
      Optional<KeyRing> ring,
      boolean canSign,
      List<RotationStep> taken,
      RotationStep waiting,
      Optional<Blocked> blocked,
      Instant nextCheck) {
    Outcome {
      taken = List.copyOf(taken);
    }
  }

  /** Makes keys with {@code generator}. */
  RotationExecutor(Function<KeyParameters, GeneratedKey> generator, Clock clock) {
    this.generator = generator;
    this.clock = clock;
  }

  /**
   * Runs until nothing is due.
   *
   * @throws UnreadableRingException if the stored ring is not one, or has no next state
   */
  <V> Outcome run(KeyObjects<V> objects, RotationPolicy policy, RotationInputs inputs) {
    String ownerUid = inputs.ownerUid();
    List<RotationStep> taken = new ArrayList<>();
    for (int step = 0; ; step++) {
      Stored<V> stored = read(objects);
      // The clock before its offset: a clock that jumps in between is found out, not believed.
      Instant now = clock.instant();
      RotationFacts facts =
          inputs.facts(
              stored.contents(),
              stored.ring().isEmpty() ? objects.recoveryCopy() : Optional.empty());
      RotationPlan plan = plan(stored.keyRing(), policy, facts, now);
      if (plan.step() instanceof Wait || step == MAX_STEPS) {
        unstored.remove(ownerUid);
        settle(objects, stored);
        return new Outcome(
            stored.keyRing(),
            stored.canSign(ownerUid),
            taken,
            plan.step(),
            plan.blocked(),
            plan.nextCheck());
      }
      if (take(objects, stored, plan.step(), ownerUid)) {
        taken.add(plan.step());
      }
    }
  }

  /** The issuer is gone: no private half of its keys stays in memory. */
  void forget(String ownerUid) {
    unstored.remove(ownerUid);
  }

  /** A ring that somebody has edited may have no next state that is one. */
  private static RotationPlan plan(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    try {
      return RotationPlanner.plan(ring, policy, facts, now);
    } catch (IllegalArgumentException impossible) {
      throw new UnreadableRingException(
          "The key ring cannot go on (%s): restore its ConfigMap"
              .formatted(impossible.getMessage()));
    }
  }

  private <V> boolean take(
      KeyObjects<V> objects, Stored<V> stored, RotationStep step, String ownerUid) {
    Optional<V> version = stored.ring.map(StoredRing::version);
    return switch (step) {
      case Wait wait -> false;
      case RingStep change -> objects.writeRing(version, change.next());
      case GenerateKey make -> make(objects, stored, make, ownerUid);
    };
  }

  private <V> boolean make(
      KeyObjects<V> objects, Stored<V> stored, GenerateKey make, String ownerUid) {
    GeneratedKey key = claimed(make, ownerUid).orElseGet(() -> generator.apply(make.parameters()));
    unstored.put(ownerUid, key);
    return objects.writeRing(
            stored.ring.map(StoredRing::version), make.reserving(key.kid(), key.publicJwk()))
        && objects.writeSlot(
            make.slot(),
            Optional.ofNullable(stored.slots.get(make.slot())).map(StoredSlot::version),
            new SlotFile(ownerUid, key.kid(), key.alg(), key.privateJwk()));
  }

  /** The key that the ring has reserved, if this process made it and could not store it. */
  private Optional<GeneratedKey> claimed(GenerateKey make, String ownerUid) {
    return Optional.ofNullable(make.ring().reservation())
        .filter(r -> r.slot() == make.slot() && r.parameters().equals(make.parameters()))
        .flatMap(
            r ->
                Optional.ofNullable(unstored.get(ownerUid))
                    .filter(key -> key.kid().equals(r.kid())));
  }

  /**
   * Heals what somebody has edited, or what an edit of the spec means for the objects: the ring is
   * the truth.
   */
  private static <V> void settle(KeyObjects<V> objects, Stored<V> stored) {
    stored
        .ring
        .filter(ring -> !ring.settled())
        .ifPresent(ring -> objects.writeRing(Optional.of(ring.version()), ring.ring()));
    stored.slots.forEach(
        (slot, read) ->
            read.content()
                .filter(content -> !read.settled())
                .ifPresent(
                    content -> objects.writeSlot(slot, Optional.of(read.version()), content)));
  }

  private static <V> Stored<V> read(KeyObjects<V> objects) {
    Optional<StoredRing<V>> ring = objects.ring();
    Map<KeySlot, StoredSlot<V>> slots = new EnumMap<>(KeySlot.class);
    for (KeySlot slot : KeySlot.values()) {
      objects.slot(slot).ifPresent(content -> slots.put(slot, content));
    }
    return new Stored<>(ring, slots);
  }

  /** Ring and slots as they were read. */
  private record Stored<V>(Optional<StoredRing<V>> ring, Map<KeySlot, StoredSlot<V>> slots) {
    Optional<KeyRing> keyRing() {
      return ring.map(StoredRing::ring);
    }

    List<SlotContent> contents() {
      List<SlotContent> contents = new ArrayList<>();
      slots.forEach(
          (slot, stored) ->
              stored
                  .content()
                  .ifPresent(
                      file ->
                          contents.add(
                              new SlotContent(slot, file.kid(), file.ownerUid(), matches(file)))));
      return contents;
    }

    boolean canSign(String ownerUid) {
      return keyRing()
          .flatMap(KeyRing::active)
          .filter(
              key ->
                  contents().stream()
                      .anyMatch(
                          content ->
                              content.slot() == key.slot()
                                  && content.kid().equals(key.kid())
                                  && content.ownerUid().equals(ownerUid)
                                  && content.matchesPublic()))
          .isPresent();
    }

    /** Whether the stored private half is that of the public half that the ring knows. */
    private boolean matches(SlotFile file) {
      try {
        PrivateJwk privateJwk = PrivateJwk.parse(file.privateJwk());
        return publicJwk(file.kid()).map(PublicJwk::parse).filter(privateJwk::matches).isPresent();
      } catch (InvalidJwkException unusable) {
        return false;
      }
    }

    private Optional<String> publicJwk(String kid) {
      return keyRing()
          .flatMap(
              known ->
                  known
                      .find(kid)
                      .map(SigningKey::publicJwk)
                      .or(
                          () ->
                              Optional.ofNullable(known.reservation())
                                  .filter(reserved -> reserved.kid().equals(kid))
                                  .map(Reservation::publicJwk)));
    }
  }
}
