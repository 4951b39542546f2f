package io.jotgate.controller.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.WorkloadRef;
import io.jotgate.controller.attachment.AttachmentCheck;
import io.jotgate.controller.attachment.PolicyPair;
import io.jotgate.controller.attachment.Workload;
import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.policy.render.Documents;
import io.jotgate.policy.render.envoy.EnvoyRenderer;
import io.jotgate.policy.render.envoy.SidecarLayout;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyPlannerTest {
  private static final Workload ORDERS =
      new Workload(
          WorkloadRef.Kind.Deployment,
          "shop",
          "orders",
          new OwnerReference(),
          Map.of(),
          Map.of(),
          1,
          1);

  private static final String REVOKED =
      """
      metadata: {name: leaked, namespace: shop, uid: u1, creationTimestamp: "2026-12-01T12:00:00Z"}
      spec: {issuerRef: {name: login}, jti: [leaked-token]}
      """;

  private final EnvoyRenderer renderer = new EnvoyRenderer(SidecarLayout.INJECTED);
  private final PolicyPlanner planner = new PolicyPlanner(renderer);
  private final GeneratedKey ofLogin =
      SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());
  private final GeneratedKey newOfLogin =
      SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());
  private final GeneratedKey ofPartners =
      SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());

  @Test
  void aMissingRingKeepsItsKeysAndHoldsUpNothingElse() {
    PolicyPlan before =
        plan(
            renderer.denyAllPolicy(),
            renderer.denyAllTrust(),
            issuer("login", Optional.of(ring(ofLogin))),
            issuer("partners", Optional.of(ring(ofPartners))));

    PolicyPlan after =
        plan(
            before.policy(),
            before.trust(),
            issuer("login", Optional.of(ring(newOfLogin))),
            issuer("partners", Optional.empty()));

    String trust = after.trust().text(EnvoyRenderer.JWT);
    assertTrue(trust.contains(ofPartners.kid()));
    assertTrue(trust.contains(newOfLogin.kid()));
    assertFalse(trust.contains(ofLogin.kid()));
    assertEquals(Optional.of(new Hold.KeysMissing("partners")), after.held());
    assertFalse(after.complete());
    assertEquals(before.policy(), after.policy());
  }

  @Test
  void aRuleWaitsForAProxyThatRunsThoughItsPodIsNotReady() {
    IssuerFacts login = issuer("login", Optional.of(ring(ofLogin)));
    IssuerFacts partners = issuer("partners", Optional.of(ring(ofPartners)));
    PolicyPlan before =
        plan(List.of(), renderer.denyAllPolicy(), renderer.denyAllTrust(), Map.of("login", login));
    Map<String, IssuerFacts> both = Map.of("login", login, "partners", partners);
    Documents trust = plan(List.of(), before.policy(), before.trust(), both).trust();

    PolicyPlan waiting = plan(List.of(silent(true)), before.policy(), trust, both);
    PolicyPlan going = plan(List.of(silent(false)), before.policy(), trust, both);

    assertEquals(before.policy(), waiting.policy());
    assertFalse(waiting.complete());
    assertNotEquals(waiting.policy(), going.policy());
  }

  /** A pod that is not ready and whose proxy has told nothing, running or not. */
  private static SidecarAnswer silent(boolean running) {
    Pod pod =
        read(
            """
            metadata: {name: orders-1}
            status:
              conditions: [{type: Ready, status: "False"}]
              initContainerStatuses:
              - name: %s
                started: %s
                state: {running: {startedAt: "2026-01-01T00:00:00Z"}}
            """
                .formatted(AttachmentCheck.SIDECAR, running),
            Pod.class);
    return new SidecarAnswer(pod, Optional.empty(), false);
  }

  private PolicyPlan plan(Documents policy, Documents trust, IssuerFacts... issuers) {
    return plan(List.of(), policy, trust, Map.of("login", issuers[0], "partners", issuers[1]));
  }

  private PolicyPlan plan(
      List<SidecarAnswer> answers,
      Documents policy,
      Documents trust,
      Map<String, IssuerFacts> issuers) {
    return planner.plan(
        new WorkloadFacts(
            ORDERS,
            PolicyPair.policy(ORDERS, policy),
            Optional.of(PolicyPair.trust(ORDERS, trust)),
            List.of(
                read(
                    """
                    metadata: {name: orders, namespace: shop}
                    spec:
                      issuerRefs: [{name: login}, {name: partners}]
                      enforcement: {envoySidecar: {workloadRef: {kind: Deployment, name: orders}, upstreamPort: 8080}}
                      rules: [{name: read, matches: [{path: {type: PathPrefix, value: /}, methods: [GET]}]}]
                    """,
                    ProtectedRoute.class)),
            issuers,
            List.of(),
            List.of(),
            List.of()),
        answers);
  }

  @Test
  void aRevocationReachesTheTrustAtOnceWhateverHoldsThePolicyUp() {
    Optional<KeyRing> ring = Optional.of(ring(ofLogin));
    IssuerFacts partners = issuer("partners", Optional.of(ring(ofPartners)));
    PolicyPlan before =
        plan(
            List.of(),
            renderer.denyAllPolicy(),
            renderer.denyAllTrust(),
            Map.of("login", issuer("login", ring)));

    for (IssuerFacts login :
        List.of(issuer("login", ring, REVOKED), issuer("login", Optional.empty(), REVOKED))) {
      PolicyPlan after =
          plan(
              List.of(silent(true)),
              before.policy(),
              before.trust(),
              Map.of("login", login, "partners", partners));

      assertFalse(after.complete(), "the rule cannot move");
      assertEquals(before.policy(), after.policy());
      assertTrue(after.trust().text(EnvoyRenderer.REVOCATION).contains("leaked-token"));
    }
  }

  private static IssuerFacts issuer(String name, Optional<KeyRing> ring, String... revocations) {
    String yaml =
        """
        metadata: {name: %s, namespace: shop}
        spec: {token: {audiences: [orders-api]}}
        """
            .formatted(name);
    return new IssuerFacts(
        read(yaml, JwtIssuer.class),
        ring,
        Stream.of(revocations).map(each -> read(each, TokenRevocation.class)).toList());
  }

  private static <T> T read(String yaml, Class<T> type) {
    return Serialization.unmarshal(yaml, type);
  }

  private static KeyRing ring(GeneratedKey key) {
    return KeyRing.create("uid", 0)
        .reserve(
            new Reservation(KeySlot.A, key.kid(), KeyParameters.of(key.alg()), key.publicJwk()))
        .prepare(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMinutes(15));
  }
}
