package io.jotgate.keys.search;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.RotationFacts;
import io.jotgate.keys.RotationPlan;
import io.jotgate.keys.RotationPlanner;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationStep;
import io.jotgate.keys.RotationStep.RecordDemotion;
import io.jotgate.keys.RotationStep.RecordServed;
import io.jotgate.keys.RotationStep.RemoveKey;
import io.jotgate.keys.RotationStep.Wait;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.SlotContent;
import io.jotgate.keys.VerifierAcknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real planner with a mistake planted before or behind it. */
final class PlantedBugs {
  private PlantedBugs() {}

  /** A := 0 although verifiers keep copies. */
  static RotationPlan skipsPublishAhead(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    return RotationPlanner.plan(ring, with(policy, Duration.ZERO, policy.leeway()), facts, now);
  }

  /** A one tick too short. */
  static RotationPlan publishesAheadTooBriefly(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    Duration shorter = policy.verifierCache().minus(Rules.TICK);
    return RotationPlanner.plan(ring, with(policy, shorter, policy.leeway()), facts, now);
  }

  /** R one tick too short. */
  static RotationPlan retainsTooBriefly(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    Duration shorter = policy.leeway().minus(Rules.TICK);
    return RotationPlanner.plan(ring, with(policy, policy.verifierCache(), shorter), facts, now);
  }

  /** Lets a key sign before the pods publish it: takes them to serve whatever the ring holds. */
  static RotationPlan activatesUnserved(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    Set<String> all =
        ring.stream()
            .flatMap(r -> r.keys().stream())
            .map(SigningKey::kid)
            .collect(Collectors.toSet());
    long epoch = ring.map(KeyRing::epoch).orElse(0L);
    List<PodAcknowledgement> pods =
        facts.issuerPods().stream()
            .map(p -> new PodAcknowledgement(p.name(), epoch, all, true, true))
            .toList();
    return RotationPlanner.plan(
        ring, policy, with(facts, facts.slots(), pods, facts.verifiers()), now);
  }

  /** Does not ask the sidecars. */
  static RotationPlan ignoresSidecars(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    return RotationPlanner.plan(
        ring, policy, with(facts, facts.slots(), facts.issuerPods(), List.of()), now);
  }

  /** Publishes a key whose private half it has not read back. */
  static RotationPlan publishesUnread(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    Stream<SlotContent> reserved =
        ring.flatMap(r -> Optional.ofNullable(r.reservation())).stream()
            .map(r -> new SlotContent(r.slot(), r.kid(), facts.ownerUid(), true));
    List<SlotContent> believed = reserved.toList();
    Stream<SlotContent> others =
        facts.slots().stream().filter(s -> believed.stream().noneMatch(b -> b.slot() == s.slot()));
    return RotationPlanner.plan(
        ring,
        policy,
        with(
            facts,
            Stream.concat(believed.stream(), others).toList(),
            facts.issuerPods(),
            facts.verifiers()),
        now);
  }

  /** Removes a key as soon as nobody signs with it, without R. */
  static RotationPlan removesAtOnce(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    return retiring(ring)
        .filter(k -> k.demotionAcknowledgedAt() != null)
        .map(
            k ->
                step(
                    new RemoveKey(
                        ring.orElseThrow().remove(k.kid()),
                        k.kid(),
                        RotationStep.Reason.RetentionPassed,
                        ""),
                    now))
        .orElseGet(() -> RotationPlanner.plan(ring, policy, facts, now));
  }

  /** Lets retention begin although a pod may still sign. */
  static RotationPlan presumesDemotion(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    return retiring(ring)
        .filter(k -> k.demotionAcknowledgedAt() == null)
        .map(
            k ->
                step(
                    new RecordDemotion(
                        ring.orElseThrow()
                            .demotionAcknowledged(now, r -> now.plus(policy.retain(r.maxTtl()))),
                        RotationStep.Reason.DemotionAcknowledged,
                        ""),
                    now))
        .orElseGet(() -> RotationPlanner.plan(ring, policy, facts, now));
  }

  /** Never removes a key. */
  static RotationPlan keepsEverything(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    RotationPlan plan = RotationPlanner.plan(ring, policy, facts, now);
    return plan.step() instanceof RemoveKey
        ? step(new Wait(RotationStep.Reason.Waiting, ""), now)
        : plan;
  }

  /** Writes again and again what it has written before. */
  static RotationPlan recordsAgain(
      Optional<KeyRing> ring, RotationPolicy policy, RotationFacts facts, Instant now) {
    RotationPlan plan = RotationPlanner.plan(ring, policy, facts, now);
    Optional<SigningKey> served =
        ring.flatMap(KeyRing::prepared)
            .filter(k -> k.servedSince() != null && !k.servedSince().equals(now));
    return plan.step() instanceof Wait && served.isPresent()
        ? step(
            new RecordServed(
                ring.orElseThrow().served(now),
                served.get().kid(),
                RotationStep.Reason.KeyServed,
                ""),
            now)
        : plan;
  }

  private static Optional<SigningKey> retiring(Optional<KeyRing> ring) {
    return ring.filter(r -> r.active().isPresent()).stream()
        .flatMap(r -> r.retiring().stream())
        .findFirst();
  }

  private static RotationPlan step(RotationStep step, Instant now) {
    return new RotationPlan(step, Optional.empty(), now);
  }

  private static RotationFacts with(
      RotationFacts f,
      List<SlotContent> slots,
      List<PodAcknowledgement> pods,
      List<VerifierAcknowledgement> verifiers) {
    return new RotationFacts(
        f.ownerUid(), slots, pods, verifiers, f.requests(), f.recoveryCopy(), f.clockOffset());
  }

  private static RotationPolicy with(RotationPolicy p, Duration verifierCache, Duration leeway) {
    return new RotationPolicy(
        p.key(),
        p.interval(),
        verifierCache,
        p.activation(),
        p.propagationTimeout(),
        p.onTimeout(),
        p.maxTtl(),
        leeway,
        p.clockError(),
        p.mountDelay(),
        p.allowUnpublished());
  }
}
