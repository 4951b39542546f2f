package io.jotgate.keys.search;

import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.RotationFacts;
import io.jotgate.keys.RotationPlan;
import io.jotgate.keys.RotationStep;
import io.jotgate.keys.RotationStep.ActivateKey;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.PublishKey;
import io.jotgate.keys.RotationStep.RingStep;
import io.jotgate.keys.RotationStep.Wait;
import io.jotgate.keys.SlotContent;
import io.jotgate.keys.VerifierAcknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the planner may answer an operator. What pods and sidecar acknowledge only moves forward, so
 * an answer that was gathered at any earlier moment, or not at all, is one that says less than they
 * would now: all of those are tried. So are all clocks that are wrong by at most S.
 */
final class Plans {
  static final String OWNER = "uid-1";

  private record Question(
      int ring,
      int slotA,
      int slotB,
      int pod0,
      int pod1,
      int trustEpoch,
      int requested,
      int repeated) {}

  private record Reservation(int ring, int slot, int kid) {}

  private final Rules rules;
  private final Rings rings;
  private final Map<Question, List<Planned>> answers = new HashMap<>();
  private final Map<Reservation, Integer> reservations = new HashMap<>();
  private long calls;

  Plans(Rules rules, Rings rings) {
    this.rules = rules;
    this.rings = rings;
  }

  /** How often the planner was asked. */
  long calls() {
    return calls;
  }

  /** All steps that this operator may plan now; none if it can only wait. */
  List<Planned> of(World world, Operator operator) {
    int prepared = rings.view(operator.ring).prepared();
    Question question =
        new Question(
            operator.ring,
            operator.slots[0],
            operator.slots[1],
            acknowledged(world.pods[0], prepared),
            acknowledged(world.pods[1], prepared),
            world.trustEpoch,
            world.requested,
            repeated(world, operator.ring));
    return answers.computeIfAbsent(question, this::ask);
  }

  /** The step that is planned with the newest acknowledgements and the right clock. */
  Optional<Planned> fresh(World world, int ring) {
    int prepared = rings.view(ring).prepared();
    Question question =
        new Question(
            ring,
            world.slots[0],
            world.slots[1],
            acknowledged(world.pods[0], prepared),
            acknowledged(world.pods[1], prepared),
            world.trustEpoch,
            world.requested,
            repeated(world, ring));
    return planned(
        question,
        facts(question, question.pod0(), question.pod1(), question.trustEpoch()),
        Rings.NOW);
  }

  /** The ring in which the operator has reserved its new key. */
  int reserving(int ring, int slot, int kid) {
    return reservations.computeIfAbsent(
        new Reservation(ring, slot, kid),
        r -> {
          GenerateKey step =
              new GenerateKey(
                  slot == 0 ? KeySlot.A : KeySlot.B,
                  rules.policy().key(),
                  rings.get(ring).orElseThrow(),
                  RotationStep.Reason.KeyMissing,
                  "");
          String name = Kids.name(kid);
          return rings.number(step.reserving(name, Kids.jwk(name)));
        });
  }

  /** A copy makes a difference only where it is later than the ring. */
  private int repeated(World world, int ring) {
    return rings.view(world.repeated).epoch() > rings.view(ring).epoch() ? world.repeated : 0;
  }

  /** An epoch, and whether the pod serves the prepared key. */
  private static int acknowledged(Pod pod, int prepared) {
    return (pod.epoch << 1) | (prepared != 0 && Kids.in(pod.kids, prepared) ? 1 : 0);
  }

  private List<Planned> ask(Question question) {
    RingView view = rings.view(question.ring());
    Set<Planned> planned = new LinkedHashSet<>();
    Duration error = rules.policy().clockError();
    Set<Instant> clocks =
        Stream.of(Rings.NOW.minus(error), Rings.NOW.plus(error)).collect(Collectors.toSet());
    for (int pod0 : upTo(question.pod0(), view.preparedEpoch())) {
      for (int pod1 : upTo(question.pod1(), view.preparedEpoch())) {
        for (int trust : trustUpTo(question.trustEpoch(), view.preparedEpoch())) {
          RotationFacts facts = facts(question, pod0, pod1, trust);
          clocks.forEach(now -> planned(question, facts, now).ifPresent(planned::add));
        }
      }
    }
    return List.copyOf(planned);
  }

  /** What a pod may have acknowledged by now: nothing, that it serves the prepared key, all. */
  private static List<Integer> upTo(int acknowledged, int preparedEpoch) {
    boolean serves = (acknowledged & 1) == 1;
    return Stream.of(0, serves ? (preparedEpoch << 1) | 1 : 0, acknowledged).distinct().toList();
  }

  /** Routes are read after the pods; one that has not been ready then has loaded no less since. */
  private static List<Integer> trustUpTo(int epoch, int preparedEpoch) {
    return epoch == 0
        ? List.of(0)
        : Stream.of(-1, Math.min(epoch, preparedEpoch), epoch).distinct().toList();
  }

  private RotationFacts facts(Question question, int pod0, int pod1, int trustEpoch) {
    Optional<KeyRing> ring = rings.get(question.ring());
    List<SlotContent> slots = new ArrayList<>();
    for (KeySlot slot : KeySlot.values()) {
      int kid = slot == KeySlot.A ? question.slotA() : question.slotB();
      if (kid != 0) {
        boolean known = Kids.in(rings.view(question.ring()).named(), kid);
        slots.add(new SlotContent(slot, Kids.name(kid), OWNER, known));
      }
    }
    return new RotationFacts(
        OWNER,
        slots,
        List.of(pod("login-0", pod0, ring), pod("login-1", pod1, ring)),
        List.of(new VerifierAcknowledgement("orders", Math.max(0, trustEpoch), trustEpoch != 0)),
        Requested.asked(question.requested()),
        rings.get(question.repeated()),
        Optional.empty());
  }

  private static PodAcknowledgement pod(String name, int acknowledged, Optional<KeyRing> ring) {
    Set<String> prepared =
        ring.flatMap(KeyRing::prepared).filter(k -> (acknowledged & 1) == 1).stream()
            .map(k -> k.kid())
            .collect(Collectors.toSet());
    return new PodAcknowledgement(name, acknowledged >> 1, prepared, true, true);
  }

  private Optional<Planned> planned(Question question, RotationFacts facts, Instant now) {
    calls++;
    RotationPlan plan =
        rules.planner().plan(rings.get(question.ring()), rules.policy(), facts, now);
    if (!plan.equals(
        rules.planner().plan(rings.get(question.ring()), rules.policy(), facts, now))) {
      throw new IllegalStateException("14: the plan depends on more than what was read");
    }
    return switch (plan.step()) {
      case Wait wait -> Optional.empty();
      case GenerateKey make ->
          Optional.of(
              new Planned(
                  rings.number(make.ring()),
                  make.slot() == KeySlot.A ? 0 : 1,
                  "GenerateKey",
                  true));
      case RingStep step ->
          Optional.of(
              new Planned(
                  rings.number(step.next()),
                  -1,
                  step.getClass().getSimpleName(),
                  readBack(step, facts)));
    };
  }

  private static boolean readBack(RingStep step, RotationFacts facts) {
    String kid =
        switch (step) {
          case PublishKey publish -> publish.kid();
          case ActivateKey activate -> activate.kid();
          default -> "";
        };
    return kid.isEmpty()
        || facts.slots().stream().anyMatch(s -> s.kid().equals(kid) && s.matchesPublic());
  }
}
