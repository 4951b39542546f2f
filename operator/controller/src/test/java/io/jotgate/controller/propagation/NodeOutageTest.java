package io.jotgate.controller.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeOutageTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aReadyNodeHasNoOutage() {
    assertEquals(Optional.empty(), NodeOutage.of(node("Ready", "True", SINCE.toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"False", "Unknown"})
  void aNodeThatIsNotReadyOrSilentIsOutSinceItChanged(String status) {
    assertEquals(
        Optional.of(new NodeOutage(SINCE)), NodeOutage.of(node("Ready", status, SINCE.toString())));
  }

  @Test
  void anotherConditionSaysNothing() {
    assertEquals(
        Optional.empty(), NodeOutage.of(node("MemoryPressure", "False", SINCE.toString())));
  }

  @Test
  void aNodeOfWhichNobodyKnowsSinceWhenIsTakenForReady() {
    assertEquals(Optional.empty(), NodeOutage.of(new Node()));
    assertEquals(Optional.empty(), NodeOutage.of(node("Ready", "Unknown", "lately")));
  }

  @Test
  void podsAreWaitedForAsLongAsAVerifierMayUseItsCopy() {
    NodeOutage outage = new NodeOutage(SINCE);

    assertFalse(outage.outlasts(HOUR, SINCE.plus(HOUR)));
    assertTrue(outage.outlasts(HOUR, SINCE.plus(HOUR).plusSeconds(1)));
  }

  @Test
  void podsOfANodeThatFlapsAreWaitedForThoughVerifiersCacheNothing() {
    NodeOutage outage = new NodeOutage(SINCE);

    assertFalse(outage.outlasts(Duration.ZERO, SINCE.plus(NodeOutage.SHORTEST)));
    assertTrue(outage.outlasts(Duration.ZERO, SINCE.plus(NodeOutage.SHORTEST).plusSeconds(1)));
  }

  private static Node node(String condition, String status, String since) {
    return new NodeBuilder()
        .withNewStatus()
        .addNewCondition()
        .withType(condition)
        .withStatus(status)
        .withLastTransitionTime(since)
        .endCondition()
        .endStatus()
        .build();
  }
}
