package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jotgate.api.v1alpha1.ProtectedRoute;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus;
import io.jotgate.api.v1alpha1.ProtectedRouteStatus.IssuerStatus;
import io.jotgate.controller.propagation.NodeOutage;
import io.jotgate.controller.propagation.PodReport;
import io.jotgate.issuer.model.IssuerState;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.VerifierAcknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssuerAcknowledgementsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration VERIFIER_CACHE = Duration.ofHours(1);

  @Test
  void aPodAcknowledgesWhatItHasLoaded() {
    assertEquals(
        new PodAcknowledgement("login-1", 7, Set.of("k1", "k2"), true, true),
        pod(Optional.of(state("uid", 7))));
  }

  @Test
  void aPodThatDoesNotAnswerHasAcknowledgedNothingAndStillCounts() {
    assertEquals(new PodAcknowledgement("login-1", 0, Set.of(), true, true), pod(Optional.empty()));
  }

  @Test
  void aDeletedPodOfANodeThatIsGoneForLongerThanVerifiersCacheDoesNotCount() {
    assertEquals(
        new PodAcknowledgement("login-1", 0, Set.of(), true, true),
        podOfNodeThatIsOutFor(VERIFIER_CACHE, true));
    assertEquals(
        new PodAcknowledgement("login-1", 0, Set.of(), true, false),
        podOfNodeThatIsOutFor(VERIFIER_CACHE.plusSeconds(1), true));
  }

  @Test
  void aPodThatComesBackWithItsNodeCountsHoweverLongThatIsGone() {
    assertEquals(
        new PodAcknowledgement("login-1", 0, Set.of(), true, true),
        podOfNodeThatIsOutFor(Duration.ofDays(1), false));
  }

  @Test
  void theRingOfAnEarlierIssuerOfTheSameNameDoesNotCount() {
    assertEquals(0, pod(Optional.of(state("uid-of-predecessor", 7))).epoch());
  }

  @Test
  void aRouteAcknowledgesTheLowestEpochOfItsReadyPods() {
    assertEquals(
        new VerifierAcknowledgement("ProtectedRoute orders", 7, true),
        route(status(3, new IssuerStatus("login", 7L), new IssuerStatus("other", 1L))));
  }

  @Test
  void aRouteWithoutAReadyPodIsNotWaitedFor() {
    assertEquals(
        new VerifierAcknowledgement("ProtectedRoute orders", 0, false),
        route(status(3, new IssuerStatus("login", null))));
  }

  @Test
  void aRouteThatWasChangedSinceItsStatusIsWaitedFor() {
    assertEquals(new VerifierAcknowledgement("ProtectedRoute orders", 0, true), route(status(2)));
  }

  @Test
  void aRouteWithoutAStatusIsWaitedFor() {
    assertEquals(new VerifierAcknowledgement("ProtectedRoute orders", 0, true), route(null));
  }

  private static PodAcknowledgement pod(Optional<IssuerState> state) {
    return acknowledgement(new PodReport("login-1", true, Optional.empty(), state));
  }

  private static PodAcknowledgement podOfNodeThatIsOutFor(Duration outage, boolean leaving) {
    return acknowledgement(
        new PodReport(
            "login-1",
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new NodeOutage(NOW.minus(outage))),
            leaving));
  }

  private static PodAcknowledgement acknowledgement(PodReport report) {
    return IssuerAcknowledgements.of(
            "login", "uid", List.of(report), List.of(), VERIFIER_CACHE, NOW)
        .pods()
        .getFirst();
  }

  private static VerifierAcknowledgement route(@Nullable ProtectedRouteStatus status) {
    ProtectedRoute route = new ProtectedRoute();
    route.setMetadata(new ObjectMetaBuilder().withName("orders").withGeneration(3L).build());
    route.setStatus(status);
    return IssuerAcknowledgements.of("login", "uid", List.of(), List.of(route), VERIFIER_CACHE, NOW)
        .verifiers()
        .getFirst();
  }

  private static ProtectedRouteStatus status(long observed, IssuerStatus... issuers) {
    return new ProtectedRouteStatus(observed, null, List.of(issuers), null, null);
  }

  private static IssuerState state(String owner, long epoch) {
    return new IssuerState(
        "login-1", owner, epoch, List.of("k1", "k2"), "k1", "r", "h", true, "test");
  }
}
