package io.jotgate.controller.tokenrevocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.TokenRevocationStatus;
import io.jotgate.api.v1alpha1.TokenRevocationStatus.Propagation;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReport.Delivery;
import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.controller.attachment.WorkloadReport.PodCounts;
import io.jotgate.controller.attachment.WorkloadReport.Revoked;
import io.jotgate.controller.status.Conditions;
import io.jotgate.keys.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenRevocationStatusFactoryTest {
  private static final Instant CREATED = Instant.parse("2026-12-01T12:00:00Z");
  private static final Optional<WorkloadReport> UNSEEN = Optional.empty();

  private final TokenRevocation revocation =
      Serialization.unmarshal(
          """
          metadata: {name: leaked, namespace: shop, uid: u1, generation: 3, creationTimestamp: "2026-12-01T12:00:00Z"}
          spec: {issuerRef: {name: login}, jti: [t1]}
          """,
          TokenRevocation.class);
  private final Optional<JwtIssuer> login =
      Optional.of(
          Serialization.unmarshal(
              "metadata: {name: login, namespace: shop}\nspec: {token: {audiences: [a]}}",
              JwtIssuer.class));

  private TokenRevocationStatus status(
      Optional<JwtIssuer> issuer, Map<String, Optional<WorkloadReport>> workloads, Instant now) {
    return TokenRevocationStatusFactory.status(
        new RevocationFacts(revocation, issuer, Optional.of(KeyRing.create("uid", 0)), workloads),
        now);
  }

  private TokenRevocationStatus status(Map<String, Optional<WorkloadReport>> workloads) {
    return status(login, workloads, CREATED);
  }

  private static Optional<WorkloadReport> report(int pods, int enforcing) {
    return report(Optional.empty(), new Revoked(pods, Map.of("u1", enforcing)));
  }

  private static Optional<WorkloadReport> held(Hold hold, int enforcing) {
    return report(Optional.of(hold), new Revoked(1, Map.of("u1", enforcing)));
  }

  private static Optional<WorkloadReport> report(Optional<Hold> held, Revoked revoked) {
    return Optional.of(
        new WorkloadReport(
            Map.of(),
            new Delivery(held.isEmpty(), List.of(), List.of(), held),
            new PodCounts(1, 1, 1, 1),
            Map.of(),
            List.of(),
            List.of(),
            revoked));
  }

  private static String text(TokenRevocationStatus status, String type) {
    Condition condition = Conditions.find(status.conditions(), type).orElseThrow();
    return condition.getStatus() + " " + condition.getReason();
  }

  @Test
  void isEffectiveWhenEveryPodOfEveryWorkloadRefusesWhatIsNamed() {
    TokenRevocationStatus status = status(Map.of("orders", report(2, 2), "stock", report(1, 1)));

    assertEquals("True Effective", text(status, "Effective"));
    assertEquals("True Effective", text(status, "Ready"));
    assertEquals("False InForce", text(status, "Expired"));
    assertEquals("False Settled", text(status, "Reconciling"));
    assertEquals("False NotStalled", text(status, "Stalled"));
    assertEquals(new Propagation(3, 3), status.propagation());
    assertEquals(Long.valueOf(3), status.observedGeneration());
  }

  @Test
  void waitsForEveryPodAndNamesTheWorkload() {
    TokenRevocationStatus status = status(Map.of("orders", report(2, 1), "stock", report(1, 1)));

    assertEquals("False Propagating", text(status, "Effective"));
    assertEquals("True Progressing", text(status, "Reconciling"));
    assertEquals(new Propagation(3, 2), status.propagation());
    assertEquals(
        "Waiting for pods of these workloads to load it: orders",
        Conditions.find(status.conditions(), "Effective").orElseThrow().getMessage());
  }

  @Test
  void waitsForAWorkloadThatHasNotBeenLookedAtSince() {
    assertEquals("False Propagating", text(status(Map.of("orders", UNSEEN)), "Effective"));
    assertEquals(
        "False Propagating",
        text(
            status(Map.of("orders", report(Optional.empty(), new Revoked(1, Map.of("u0", 1))))),
            "Effective"));
  }

  @Test
  void isEffectiveWithoutPods() {
    assertEquals("True NoPods", text(status(Map.of()), "Effective"));
    assertEquals("True NoPods", text(status(Map.of("orders", report(0, 0))), "Ready"));
  }

  @Test
  void needsAPersonWhenTheTrustCannotBeWritten() {
    TokenRevocationStatus status =
        status(Map.of("orders", held(new Hold.NameConflict("the name is taken"), 0)));
    assertEquals("False TrustNotWritten", text(status, "Effective"));
    assertEquals("True TrustNotWritten", text(status, "Stalled"));
  }

  @Test
  void aPolicyThatDoesNotFitHoldsUpNoRevocation() {
    Hold large = new Hold.TooLarge(2, 1);
    assertEquals("False Propagating", text(status(Map.of("orders", held(large, 0))), "Effective"));
    assertEquals("True Effective", text(status(Map.of("orders", held(large, 1))), "Effective"));
  }

  @Test
  void needsAPersonWhenThereIsNoSuchIssuer() {
    TokenRevocationStatus status = status(Optional.empty(), Map.of(), CREATED);
    assertEquals("False IssuerNotFound", text(status, "Effective"));
    assertEquals("True IssuerNotFound", text(status, "Stalled"));
    assertEquals("False InForce", text(status, "Expired"));
  }

  @Test
  void isExpiredAndReadyWhenNothingCanBeValidAnyMore() {
    TokenRevocationStatus status =
        status(login, Map.of("orders", report(1, 0)), CREATED.plus(Duration.ofHours(1)));
    assertEquals("True Expired", text(status, "Expired"));
    assertEquals("False Expired", text(status, "Effective"));
    assertEquals("True Expired", text(status, "Ready"));
    assertEquals("False NotStalled", text(status, "Stalled"));
    assertEquals(new Propagation(0, 0), status.propagation());
  }
}
