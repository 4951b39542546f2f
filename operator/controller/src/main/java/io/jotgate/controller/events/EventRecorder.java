package io.jotgate.controller.events;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Tells people that something happened to a resource.
 *
 * <p>Callers record transitions, never states: a reconcile that changes nothing records nothing. An
 * event is a courtesy, so recording never fails the caller.
 */
@FunctionalInterface
public interface EventRecorder {
  /**
   * Records an event.
   *
   * @param regarding the resource that it is about, as read from the API server
   * @param reason what happened
   * @param note one sentence for people; no secrets
   */
  void record(HasMetadata regarding, EventReason reason, String note);
}
