package io.jotgate.controller.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events of the API {@code events.k8s.io/v1}. */
public final class ApiEventRecorder implements EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(ApiEventRecorder.class);
  private static final String CONTROLLER = "jotgate.io/operator";
  private static final int MAX_NOTE = 1024;
  private static final int MAX_OWNER_NAME = 200;
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final Clock clock;
  private final String instance;

  /**
   * A recorder.
   *
   * @param instance name of the operator's pod
   */
  public ApiEventRecorder(KubernetesClient client, Clock clock, String instance) {
    this.client = client;
    this.clock = clock;
    this.instance = instance;
  }

  @Override
  public void record(HasMetadata regarding, EventReason reason, String note) {
    Event event = event(regarding, reason, note, instance, clock.instant());
    try {
      client.resource(event).create();
    } catch (KubernetesClientException refused) {
      LOG.warn(
          "Event {} of {} {}/{} not recorded: status {}",
          reason,
          regarding.getKind(),
          regarding.getMetadata().getNamespace(),
          regarding.getMetadata().getName(),
          refused.getCode());
    }
  }

  /** The event as it goes to the API server. */
  static Event event(
      HasMetadata regarding, EventReason reason, String note, String instance, Instant now) {
    var about = regarding.getMetadata();
    return new EventBuilder()
        .withNewMetadata()
        .withName(name(about.getName(), reason, now))
        .withNamespace(about.getNamespace())
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(now)))
        .withType(reason.type())
        .withReason(reason.name())
        .withAction("Reconcile")
        .withNote(note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withNewRegarding()
        .withApiVersion(regarding.getApiVersion())
        .withKind(regarding.getKind())
        .withNamespace(about.getNamespace())
        .withName(about.getName())
        .withUid(about.getUid())
        .withResourceVersion(about.getResourceVersion())
        .endRegarding()
        .build();
  }

  private static String name(String owner, EventReason reason, Instant now) {
    String prefix = owner.length() <= MAX_OWNER_NAME ? owner : owner.substring(0, MAX_OWNER_NAME);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    return "%s.%x.%s".formatted(prefix, micros, reason.name().toLowerCase(Locale.ROOT));
  }
}
