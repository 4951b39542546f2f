package io.jotgate.controller.events;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jotgate.controller.faults.Fault;
import io.jotgate.controller.faults.FaultyApi;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiEventRecorderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456789Z");

  @RegisterExtension final FaultyApi api = new FaultyApi();

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

  @ParameterizedTest
  @EnumSource(Fault.class)
  void anEventThatCannotBeWrittenFailsNobodyAndIsGivenUpSoon(Fault fault) {
    api.alwaysFromWrite(0, fault);

    assertDoesNotThrow(
        () ->
            new ApiEventRecorder(api.impatientClient(), Clock.fixed(NOW, ZoneOffset.UTC), "pod-1")
                .record(about("orders"), EventReason.Ready, "note"));

    assertEquals(1, api.calls().size());
  }

  @Test
  void anEventIsTriedAFewTimesOnly() {
    api.alwaysFromWrite(0, Fault.FAILURE);

    new ApiEventRecorder(api.client(), Clock.fixed(NOW, ZoneOffset.UTC), "pod-1")
        .record(about("orders"), EventReason.Ready, "note");

    assertEquals(4, api.calls().size());
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
