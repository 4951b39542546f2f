package io.jotgate.controller.tokenrevocation;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.TokenRevocationSpec;
import io.jotgate.api.v1alpha1.TokenRevocationStatus;
import io.jotgate.controller.attachment.WorkloadReports;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.events.EventRecorder;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.revocation.RevocationIndex;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Readiness;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the status of a revocation, and deletes one that has expired if its user wants that. What
 * it names gets to the proxies with the trust of each workload.
 */
public final class TokenRevocationReconciler implements Reconciler<TokenRevocation> {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final WorkloadReports reports;
  private final EventRecorder events;
  private final InstantSource clock;
  private final AtomicReference<Optional<TokenRevocationEventSources>> sources =
      new AtomicReference<>(Optional.empty());

  /**
   * A reconciler.
   *
   * @param reports what is known of workloads
   */
  public TokenRevocationReconciler(
      KubernetesClient client, WorkloadReports reports, EventRecorder events, InstantSource clock) {
    this.client = client;
    this.reports = reports;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, TokenRevocation>> prepareEventSources(
      EventSourceContext<TokenRevocation> context) {
    TokenRevocationEventSources created = TokenRevocationEventSources.create(context, reports);
    sources.set(Optional.of(created));
    return created.all();
  }

  @Override
  public UpdateControl<TokenRevocation> reconcile(
      TokenRevocation revocation, Context<TokenRevocation> context) {
    Instant now = clock.instant();
    RevocationFacts facts =
        new RevocationGatherer(sources.get().orElseThrow(), reports).gather(revocation);
    Optional<Instant> deletion = deletion(revocation).filter(time -> facts.isOver(now));
    if (deletion.filter(time -> !now.isBefore(time)).isPresent()) {
      delete(revocation);
      return UpdateControl.noUpdate();
    }
    TokenRevocationStatus status = TokenRevocationStatusFactory.status(facts, now);
    UpdateControl<TokenRevocation> update =
        status.equals(revocation.getStatus())
            ? UpdateControl.noUpdate()
            : patch(revocation, status);
    return update.rescheduleAfter(next(facts, deletion, now));
  }

  /** The next time at which something changes by the clock, or soon. */
  private static Duration next(RevocationFacts facts, Optional<Instant> deletion, Instant now) {
    return Stream.concat(facts.end().stream(), deletion.stream())
        .map(time -> Duration.between(now, time))
        .filter(Duration::isPositive)
        .map(wait -> wait.compareTo(AT_ONCE) < 0 ? AT_ONCE : wait)
        .filter(wait -> wait.compareTo(LOOK_AGAIN) < 0)
        .min(Duration::compareTo)
        .orElse(LOOK_AGAIN);
  }

  /** When it is to be deleted, counted from the time at which its status says that it expired. */
  private static Optional<Instant> deletion(TokenRevocation revocation) {
    Optional<Instant> since =
        Conditions.find(conditions(revocation.getStatus()), RevocationIndex.EXPIRED)
            .filter(each -> RevocationIndex.isExpired(revocation))
            .map(Condition::getLastTransitionTime)
            .map(Instant::parse);
    return Optional.ofNullable(revocation.getSpec())
        .map(TokenRevocationSpec::ttlSecondsAfterExpiry)
        .flatMap(seconds -> since.map(time -> time.plusSeconds(seconds)));
  }

  /** Deletes exactly what was read: one that has changed since is looked at again. */
  private void delete(TokenRevocation revocation) {
    try {
      client
          .resource(revocation)
          .lockResourceVersion(revocation.getMetadata().getResourceVersion())
          .delete();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT
          && refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw refused;
      }
    }
  }

  private UpdateControl<TokenRevocation> patch(
      TokenRevocation revocation, TokenRevocationStatus status) {
    recordTransition(revocation, status);
    var patch = new TokenRevocation();
    patch.setMetadata(Metadata.asRead(revocation));
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }

  private void recordTransition(TokenRevocation revocation, TokenRevocationStatus status) {
    List<Condition> before = conditions(revocation.getStatus());
    List<Condition> after = conditions(status);
    if (Conditions.isTrue(after, Readiness.STALLED)) {
      Conditions.transition(before, after, Readiness.STALLED)
          .ifPresent(each -> events.record(revocation, EventReason.NotReady, each.getMessage()));
    } else if (Conditions.isTrue(after, Readiness.READY)) {
      Conditions.transition(before, after, Readiness.READY)
          .ifPresent(each -> events.record(revocation, EventReason.Ready, each.getMessage()));
    }
  }

  private static List<Condition> conditions(@Nullable TokenRevocationStatus status) {
    return Optional.ofNullable(status).map(TokenRevocationStatus::conditions).orElse(List.of());
  }
}
