package io.jotgate.controller.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApiEventRecorderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456789Z");

  @Test
  void saysWhatHappenedToWhomAndWhen() {
    var event = ApiEventRecorder.event(about("orders"), EventReason.NotReady, "note", "pod-1", NOW);

    assertEquals("Warning", event.getType());
    assertEquals("NotReady", event.getReason());
    assertEquals("2026-01-01T12:00:00.123456Z", event.getEventTime().getTime());
    assertEquals("uid-1", event.getRegarding().getUid());
    assertEquals("jotgate.io/operator", event.getReportingController());
    assertEquals("pod-1", event.getReportingInstance());
  }

  @Test
  void givesEventsOfOneMomentDifferentNames() {
    var one = ApiEventRecorder.event(about("a"), EventReason.Ready, "n", "p", NOW);
    var other = ApiEventRecorder.event(about("a"), EventReason.NotReady, "n", "p", NOW);

    assertTrue(!one.getMetadata().getName().equals(other.getMetadata().getName()));
  }

  @Test
  void keepsNameAndNoteWithinTheLimitsOfTheApi() {
    var event =
        ApiEventRecorder.event(
            about("n".repeat(253)), EventReason.NotReady, "x".repeat(5000), "p", NOW);

    assertTrue(event.getMetadata().getName().length() <= 253);
    assertEquals(1024, event.getNote().length());
  }

  private static ConfigMap about(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shop")
        .withUid("uid-1")
        .withResourceVersion("7")
        .endMetadata()
        .build();
  }
}
