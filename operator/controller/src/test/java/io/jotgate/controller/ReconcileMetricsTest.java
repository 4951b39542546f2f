package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.controller.metrics.OperatorMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconcileMetricsTest {
  private final OperatorMetrics metrics = new OperatorMetrics(() -> Instant.EPOCH, Optional::empty);
  private final ReconcileMetrics told = new ReconcileMetrics(metrics);

  @Test
  void aReconcileRunsFromItsStartToItsEnd() {
    JwtIssuer login = new JwtIssuer();
    login.setMetadata(new ObjectMetaBuilder().withName("login").withNamespace("shop").build());

    told.reconciliationStarted(login, Map.of());
    assertTrue(metrics.running().longest().isPositive());

    told.reconciliationFinished(login, null, Map.of());
    assertEquals(Duration.ZERO, metrics.running().longest());
  }
}
