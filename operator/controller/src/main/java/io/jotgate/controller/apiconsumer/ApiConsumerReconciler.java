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
import io.jotgate.controller.consent.Applicant;
import io.jotgate.controller.consent.Consent;
import io.jotgate.controller.consent.IssuerId;
import io.jotgate.controller.consent.IssuerReferences;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.events.EventRecorder;
import io.jotgate.controller.namespaces.NamespaceWatch;
import io.jotgate.controller.resource.AppliedState;
import io.jotgate.controller.resource.ForeignObjectException;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.resource.SecretLookup;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Readiness;
import io.jotgate.issuer.model.ConsumerEntry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives an ApiConsumer its credentials and tells issuers how to check them.
 *
 * <p>Writes a Secret {@code <c>-<credential>} for each API key that it makes, and {@code
 * <c>-verifiers} with the hashes. Nobody else writes them. It is the only reader of keys and
 * passwords.
 */
public final class ApiConsumerReconciler implements Reconciler<ApiConsumer> {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
  private static final Duration UNSETTLED = Duration.ofSeconds(1);

  /** A foreign object is not watched: its end is noticed by looking again. */
  private static final Duration NOT_WATCHED = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final ApiKeyIssuance issuance;
  private final CredentialSettlement settlement;
  private final StablePasswords passwords;
  private final AppliedState applied;
  private final EventRecorder events;
  private final Clock clock;

  /** A reconciler that writes through the client and draws keys from the source of randomness. */
  public ApiConsumerReconciler(
      KubernetesClient client, SecureRandom random, EventRecorder events, Clock clock) {
    this.client = client;
    this.issuance = new ApiKeyIssuance(client, random, events);
    this.settlement = new CredentialSettlement(issuance);
    this.passwords = new StablePasswords(random);
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
    if (Metadata.isBeingDeleted(consumer)) {
      return UpdateControl.noUpdate();
    }
    Instant now = clock.instant();
    InformerEventSource<Secret, ApiConsumer> secrets = ApiConsumerEventSources.ownSecrets(context);
    List<IssuerView> issuers = issuers(consumer, context);
    List<CredentialReport> credentials =
        settlement.settle(consumer, facts(consumer, issuers, secrets, context), now);
    settlement.withdraw(consumer, secrets.getSecondaryResources(consumer));
    ConsumerEntry entry =
        ApiConsumerObjects.entry(consumer, CredentialReports.verifiers(credentials));
    Optional<String> conflict = publish(consumer, entry, secrets, context);
    var facts =
        new ApiConsumerStatusFactory.Facts(credentials, entry, conflict, usage(consumer, context));
    var status = new ApiConsumerStatusFactory(consumer, facts, issuers, now).status();
    recordTransition(consumer, status);
    return control(consumer, status).rescheduleAfter(lookAgain(consumer, facts, now));
  }

  private CredentialSettlement.Facts facts(
      ApiConsumer consumer,
      List<IssuerView> issuers,
      InformerEventSource<Secret, ApiConsumer> secrets,
      Context<ApiConsumer> context) {
    String namespace = Metadata.namespace(consumer);
    Optional<ConsumerEntry> published =
        secrets
            .get(new ResourceID(ObjectNames.verifiers(Metadata.name(consumer)), namespace))
            .flatMap(ApiConsumerObjects::published);
    return new CredentialSettlement.Facts(
        name -> secrets.get(new ResourceID(name, namespace)),
        new BroughtCredentials(
            consumer, name -> brought(namespace, name, context), passwords.with(published)),
        next -> issuers.stream().allMatch(issuer -> issuer.takes(next)));
  }

  /** The cache holds labelled Secrets only; the API server tells why one is not among them. */
  private SecretLookup brought(String namespace, String name, Context<ApiConsumer> context) {
    return SecretLookup.of(
        ApiConsumerEventSources.broughtSecret(context, namespace, name)
            .or(
                () ->
                    Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())));
  }

  private static Duration lookAgain(
      ApiConsumer consumer, ApiConsumerStatusFactory.Facts facts, Instant now) {
    Stream<Duration> problems =
        facts.credentials().stream()
            .flatMap(each -> each.problem().stream())
            .map(each -> each.outlook() == Outlook.WORKING ? UNSETTLED : NOT_WATCHED);
    Stream<Duration> deadlines =
        Stream.concat(
                CredentialFindings.nextChange(consumer, facts.credentials(), now).stream(),
                facts.credentials().stream().flatMap(each -> each.nextCheck().stream()))
            .filter(now::isBefore)
            .map(at -> Duration.between(now, at).plusMillis(1));
    return Stream.of(
            problems,
            deadlines,
            facts.conflict().map(conflict -> NOT_WATCHED).stream(),
            Stream.of(LOOK_AGAIN))
        .flatMap(each -> each)
        .min(Comparator.naturalOrder())
        .orElse(LOOK_AGAIN);
  }

  /** Applies the Secret that issuers read; answers with why not, if its name is taken. */
  private Optional<String> publish(
      ApiConsumer consumer,
      ConsumerEntry entry,
      InformerEventSource<Secret, ApiConsumer> secrets,
      Context<ApiConsumer> context) {
    Secret desired = applied.stamped(ApiConsumerObjects.verifiers(consumer, entry));
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
    return IssuerReferences.of(consumer).stream()
        .map(
            id ->
                IssuerView.of(
                    id.seenFrom(Metadata.namespace(consumer)),
                    Consent.ofConsumer(
                        applicant(consumer, id, context),
                        id,
                        ApiConsumerEventSources.issuer(context, id)),
                    Consent.clientId(consumer, id),
                    ApiConsumerEventSources.issuerSecret(
                            context, id.namespace(), ObjectNames.credentials(id.name()))
                        .filter(
                            secret ->
                                JotgateLabels.carries(secret, JotgateLabels.ofIssuer(id.name())))))
        .toList();
  }

  /** What the issuers have seen, one after the other: pods of any may have been asked. */
  private static List<Map<String, String>> usage(
      ApiConsumer consumer, Context<ApiConsumer> context) {
    return IssuerReferences.of(consumer).stream()
        .map(id -> ApiConsumerEventSources.usage(context, id))
        .toList();
  }

  private static Applicant applicant(
      ApiConsumer consumer, IssuerId issuer, Context<ApiConsumer> context) {
    String namespace = Metadata.namespace(consumer);
    return new Applicant(
        consumer,
        NamespaceWatch.labels(context, namespace),
        ApiConsumerEventSources.neighbours(context, namespace, issuer));
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
    patch.setMetadata(Metadata.asRead(consumer));
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }
}
