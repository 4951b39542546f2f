package io.jotgate.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.events.EventRecorder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers events instead of writing them. */
public final class RecordedEvents implements EventRecorder {
  private final List<EventReason> reasons = new CopyOnWriteArrayList<>();

  @Override
  public void record(HasMetadata regarding, EventReason reason, String note) {
    reasons.add(reason);
  }

  /** Reasons of the events so far, oldest first. */
  public List<EventReason> reasons() {
    return List.copyOf(reasons);
  }
}
