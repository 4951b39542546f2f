package io.jotgate.bench;

import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.Requests;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.RotationFacts;
import io.jotgate.keys.RotationPlan;
import io.jotgate.keys.RotationPlanner;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationStep.GenerateKey;
import io.jotgate.keys.RotationStep.RingStep;
import io.jotgate.keys.RotationStep.Wait;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.SlotContent;
import io.jotgate.keys.VerifierAcknowledgement;
import io.jotgate.keys.jose.GeneratedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An issuer whose rotation is planned and carried out on values: pods and routes load at once
 * whatever is written, and the clock goes on to the next moment that the planner names.
 */
final class RotatingIssuer {
  private static final String OWNER = "0b8f2c1e-uid";
  private static final int PODS = 2;
  private static final int KID_CHARACTERS = 43;

  /** The defaults of a JwtIssuer. */
  private static final RotationPolicy POLICY =
      new RotationPolicy(
          KeyParameters.of("ES256"),
          Duration.ofDays(30),
          Duration.ofHours(1),
          RotationPolicy.Activation.WHEN_PROPAGATED,
          Duration.ofHours(24),
          RotationPolicy.OnTimeout.ACTIVATE,
          Duration.ofMinutes(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(3),
          false);

  private final GeneratedKey template;
  private final int routes;
  private final Map<KeySlot, SlotContent> slots = new EnumMap<>(KeySlot.class);
  private Optional<KeyRing> ring = Optional.empty();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int made;
  private int activations;

  /**
   * An issuer without keys.
   *
   * @param template all keys look like this one but for their kid: making keys is not measured
   * @param routes how many acknowledge
   */
  RotatingIssuer(GeneratedKey template, int routes) {
    this.template = template;
    this.routes = routes;
  }

  /** Plans and carries out one step, or goes on to the next check; says whether it was a step. */
  boolean step() {
    RotationPlan plan = plan(facts());
    switch (plan.step()) {
      case Wait wait -> now = plan.nextCheck();
      case RingStep step -> {
        activations += step.next().active().equals(ring.flatMap(KeyRing::active)) ? 0 : 1;
        ring = Optional.of(step.next());
      }
      case GenerateKey step -> {
        String kid = nextKid();
        ring = Optional.of(step.reserving(kid, template.publicJwk().replace(template.kid(), kid)));
        slots.put(step.slot(), new SlotContent(step.slot(), kid, OWNER, true));
      }
    }
    return !(plan.step() instanceof Wait);
  }

  /** Goes on until nothing is to do. */
  RotatingIssuer settled() {
    while (!(plan(facts()).step() instanceof Wait)) {
      step();
    }
    return this;
  }

  RotationPlan plan(RotationFacts facts) {
    return RotationPlanner.plan(ring, POLICY, facts, now);
  }

  RotationFacts facts() {
    long epoch = ring.map(KeyRing::epoch).orElse(0L);
    Set<String> kids =
        ring.map(r -> Set.copyOf(r.keys().stream().map(SigningKey::kid).toList())).orElse(Set.of());
    return new RotationFacts(
        OWNER,
        List.copyOf(slots.values()),
        IntStream.range(0, PODS)
            .mapToObj(i -> new PodAcknowledgement("login-" + i, epoch, kids, true, true))
            .toList(),
        IntStream.range(0, routes)
            .mapToObj(i -> new VerifierAcknowledgement("route-" + i, epoch, true))
            .toList(),
        Requests.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /** How often a key began to sign. */
  int activations() {
    return activations;
  }

  /** A ring with so many keys: one prepared, one active, the others retiring. */
  KeyRing ring(int keys) {
    KeyRing grown = KeyRing.create(OWNER, 0);
    Instant time = now;
    for (int i = 0; i < keys; i++) {
      if (grown.prepared().isPresent()) {
        grown = grown.activate(time, POLICY.maxTtl(), RotatingIssuer::removal, Optional.empty());
      }
      String kid = nextKid();
      grown =
          grown
              .reserve(
                  new Reservation(
                      i % 2 == 0 ? KeySlot.A : KeySlot.B,
                      kid,
                      KeyParameters.of(template.alg()),
                      template.publicJwk().replace(template.kid(), kid)))
              .prepare(time, POLICY.maxTtl());
      time = time.plusSeconds(60);
    }
    return grown;
  }

  private static Instant removal(SigningKey demoted) {
    return Objects.requireNonNull(demoted.activatedAt()).plus(Duration.ofDays(1));
  }

  private String nextKid() {
    String number = Integer.toString(++made);
    return "k" + "0".repeat(KID_CHARACTERS - 1 - number.length()) + number;
  }
}
