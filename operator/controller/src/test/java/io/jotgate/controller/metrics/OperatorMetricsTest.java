package io.jotgate.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.controller.metrics.KeyMetrics.Issuer;
import io.jotgate.controller.metrics.OperatorMetrics.Outcome;
import io.jotgate.keys.Blocked;
import io.jotgate.keys.PodAcknowledgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {
  private static final Issuer LOGIN = new Issuer("shop", "login");
  private static final String LABELS = "name=\"login\",namespace=\"shop\"";

  private Instant now = IssuerHistory.BEGIN;
  private Optional<Duration> offset = Optional.empty();
  private final OperatorMetrics metrics = new OperatorMetrics(() -> now, () -> offset);

  @Test
  void agesAndLagsGrowWithoutAnotherLook() {
    metrics
        .keys()
        .observe(LOGIN, IssuerHistory.look(IssuerHistory.first(), Optional.empty(), pod(1)));

    now = now.plusSeconds(600);

    assertTold("jotgate_issuer_key_age_seconds{" + LABELS + "} 600.0");
    assertTold("jotgate_issuer_verifier_lag_seconds{" + LABELS + "} 600.0");
    assertTold("jotgate_issuer_verifier_lag_epochs{" + LABELS + "} 3.0");
  }

  @Test
  void nobodyIsBehindIsToldAsZero() {
    metrics
        .keys()
        .observe(LOGIN, IssuerHistory.look(IssuerHistory.first(), Optional.empty(), pod(9)));
    now = now.plusSeconds(600);

    assertTold("jotgate_issuer_verifier_lag_seconds{" + LABELS + "} 0.0");
    assertTold("jotgate_issuer_verifier_lag_epochs{" + LABELS + "} 0.0");
  }

  @Test
  void tellsEveryStateAndEveryReasonSoThatNoSeriesComesAndGoes() {
    Blocked blocked = new Blocked(Blocked.Reason.PropagationPending, "waits", List.of());
    metrics.keys().observe(LOGIN, IssuerHistory.look(IssuerHistory.first(), Optional.of(blocked)));

    assertTold("jotgate_issuer_keys{" + LABELS + ",state=\"retiring\"} 0.0");
    assertTold("jotgate_issuer_keys{" + LABELS + ",state=\"active\"} 1.0");
    for (Blocked.Reason reason : Blocked.Reason.values()) {
      assertTold(
          "jotgate_issuer_rotation_blocked{name=\"login\",namespace=\"shop\",reason=\"%s\"} %s"
              .formatted(reason, reason == Blocked.Reason.PropagationPending ? "1.0" : "0.0"));
    }
  }

  @Test
  void countsRotationsByReason() {
    metrics.keys().observe(LOGIN, IssuerHistory.rotation());

    assertTold("jotgate_issuer_rotations_total{" + LABELS + ",reason=\"Scheduled\"} 1.0");
  }

  @Test
  void tellsTimestampsInSeconds() {
    metrics.keys().observe(LOGIN, IssuerHistory.rotation());

    assertTold(
        "jotgate_issuer_next_transition_timestamp_seconds{"
            + LABELS
            + ",transition=\"rotation\"} "
            + (double) IssuerHistory.ROTATED.plus(Duration.ofDays(7)).getEpochSecond());
    assertTold(
        "jotgate_issuer_jwks_data_timestamp_seconds{"
            + LABELS
            + "} "
            + (double) IssuerHistory.ROTATED.plusSeconds(60).getEpochSecond());
  }

  @Test
  void forgetsAnIssuerThatIsDeletedAndNoOther() {
    metrics.keys().observe(LOGIN, IssuerHistory.rotation());
    metrics.keys().observe(new Issuer("shop", "partners"), IssuerHistory.rotation());

    metrics.keys().forget(LOGIN);

    assertFalse(metrics.scrape().contains("login"), metrics::scrape);
    assertTrue(metrics.scrape().contains("partners"), metrics::scrape);
  }

  @Test
  void saysNothingOfTheClockUntilItIsKnown() {
    assertEquals(0, lines("jotgate_operator_clock_offset_seconds "));

    offset = Optional.of(Duration.ofMillis(-1_500));

    assertTold("jotgate_operator_clock_offset_seconds -1.5");
  }

  @Test
  void countsReconciles() {
    metrics.reconciled("JwtIssuer", Outcome.FAILURE);

    assertTold("jotgate_operator_reconciles_total{kind=\"JwtIssuer\",outcome=\"failure\"} 1.0");
  }

  private void assertTold(String line) {
    assertTrue(metrics.scrape().lines().anyMatch(line::equals), metrics::scrape);
  }

  private long lines(String prefix) {
    return metrics.scrape().lines().filter(line -> line.startsWith(prefix)).count();
  }

  private static PodAcknowledgement pod(long epoch) {
    return new PodAcknowledgement("login-1", epoch, Set.of(), true, true);
  }
}
