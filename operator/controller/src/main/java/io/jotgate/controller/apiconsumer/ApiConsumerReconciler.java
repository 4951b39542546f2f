package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.controller.consent.Consent;
import io.jotgate.controller.consent.IssuerReferences;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.events.EventRecorder;
import io.jotgate.controller.resource.AppliedState;
import io.jotgate.controller.resource.ForeignObjectException;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Readiness;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gives an ApiConsumer its API key and tells issuers its hash.
 *
 * <p>Writes two Secrets: {@code <c>-main} with the key, only ever created, and {@code
 * <c>-verifiers} with the hash. Nobody else writes them. It is the only reader of the key.
 */
public final class ApiConsumerReconciler implements Reconciler<ApiConsumer> {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
  private static final Duration UNSETTLED = Duration.ofSeconds(1);

  /** A foreign object is not watched: its end is noticed by looking again. */
  private static final Duration NAME_TAKEN = Duration.ofSeconds(30);

  private final ApiKeyIssuance issuance;
  private final AppliedState applied;
  private final EventRecorder events;
  private final Clock clock;

  /** A reconciler that writes through the client and draws keys from the source of randomness. */
  public ApiConsumerReconciler(
      KubernetesClient client, SecureRandom random, EventRecorder events, Clock clock) {
    this.issuance = new ApiKeyIssuance(client, random, events);
    this.applied = new AppliedState(client.getKubernetesSerialization());
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ApiConsumer>> prepareEventSources(
      EventSourceContext<ApiConsumer> context) {
    return ApiConsumerEventSources.prepare(context);
  }

  @Override
  public UpdateControl<ApiConsumer> reconcile(ApiConsumer consumer, Context<ApiConsumer> context) {
    Instant now = clock.instant();
    InformerEventSource<Secret, ApiConsumer> secrets = ApiConsumerEventSources.ownSecrets(context);
    CredentialState state = issuance.settle(consumer, cached(secrets, consumer));
    Optional<String> conflict = publish(consumer, state, secrets, context);
    var status =
        new ApiConsumerStatusFactory(
                consumer,
                CredentialFindings.of(consumer, state, conflict),
                issuers(consumer, context))
            .status(now);
    recordTransition(consumer, status);
    return control(consumer, status).rescheduleAfter(lookAgain(state, conflict));
  }

  private static Duration lookAgain(CredentialState state, Optional<String> conflict) {
    if (conflict.isPresent()) {
      return NAME_TAKEN;
    }
    return switch (state) {
      case CredentialState.Missing missing -> UNSETTLED;
      case CredentialState.Leftover leftover -> UNSETTLED;
      case CredentialState.Foreign foreign -> NAME_TAKEN;
      case CredentialState.Issued issued -> LOOK_AGAIN;
      case CredentialState.Edited edited -> LOOK_AGAIN;
    };
  }

  private static Optional<Secret> cached(
      InformerEventSource<Secret, ApiConsumer> secrets, ApiConsumer consumer) {
    String name = ObjectNames.apiKey(Metadata.name(consumer), ApiConsumerObjects.CREDENTIAL);
    return secrets.get(new ResourceID(name, Metadata.namespace(consumer)));
  }

  /** Applies the Secret that issuers read; answers with why not, if its name is taken. */
  private Optional<String> publish(
      ApiConsumer consumer,
      CredentialState state,
      InformerEventSource<Secret, ApiConsumer> secrets,
      Context<ApiConsumer> context) {
    Secret desired =
        applied.stamped(ApiConsumerObjects.verifiers(consumer, CredentialFindings.inForce(state)));
    Optional<Secret> actual = secrets.get(ResourceID.fromResource(desired));
    if (actual.filter(each -> applied.holds(desired, each)).isPresent()) {
      return Optional.empty();
    }
    try {
      if (actual.isEmpty()) {
        issuance.read(consumer, Metadata.name(desired));
      }
    } catch (ForeignObjectException foreign) {
      return Optional.ofNullable(foreign.getMessage());
    }
    context.resourceOperations().serverSideApply(desired, secrets);
    return Optional.empty();
  }

  private static List<IssuerView> issuers(ApiConsumer consumer, Context<ApiConsumer> context) {
    String namespace = Metadata.namespace(consumer);
    return IssuerReferences.of(consumer).stream()
        .map(
            name ->
                IssuerView.of(
                    name,
                    Consent.ofConsumer(
                        consumer, name, ApiConsumerEventSources.issuer(context, namespace, name)),
                    ApiConsumerObjects.clientId(consumer),
                    ApiConsumerEventSources.issuerSecret(
                            context, namespace, ObjectNames.credentials(name))
                        .filter(
                            secret -> JotgateLabels.carries(secret, JotgateLabels.ofIssuer(name)))))
        .toList();
  }

  private void recordTransition(ApiConsumer consumer, ApiConsumerStatus status) {
    List<Condition> before =
        Optional.ofNullable(consumer.getStatus())
            .map(ApiConsumerStatus::conditions)
            .orElse(List.of());
    List<Condition> after = Optional.ofNullable(status.conditions()).orElse(List.of());
    if (Conditions.isTrue(after, Readiness.STALLED)) {
      Conditions.transition(before, after, Readiness.STALLED)
          .ifPresent(each -> events.record(consumer, EventReason.NotReady, each.getMessage()));
    } else if (Conditions.isTrue(after, Readiness.READY)) {
      Conditions.transition(before, after, Readiness.READY)
          .ifPresent(each -> events.record(consumer, EventReason.Ready, each.getMessage()));
    }
  }

  private static UpdateControl<ApiConsumer> control(
      ApiConsumer consumer, ApiConsumerStatus status) {
    if (status.equals(consumer.getStatus())) {
      return UpdateControl.noUpdate();
    }
    var patch = new ApiConsumer();
    patch.setMetadata(Metadata.identity(consumer));
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }
}
