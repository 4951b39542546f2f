package io.jotgate.controller.apiconsumer;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.api.v1alpha1.ApiConsumerStatus.AcceptedBy;
import io.jotgate.api.v1alpha1.ApiConsumerStatus.Credential;
import io.jotgate.controller.consent.Consent;
import io.jotgate.controller.consent.Consent.ConsentReason;
import io.jotgate.controller.propagation.CredentialUsage;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Finding;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import io.jotgate.controller.status.Readiness;
import io.jotgate.controller.status.Reason;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the status of an ApiConsumer from what is. Pure. */
final class ApiConsumerStatusFactory {
  /** Every issuer takes the consumer, and all its pods know. */
  static final String ACCEPTED = "Accepted";

  /** What the spec refers to is there and may be read. */
  static final String RESOLVED_REFS = "ResolvedRefs";

  /** The consumer or one of its credentials comes to its end soon, or has. */
  static final String EXPIRING = "Expiring";

  private final ApiConsumer consumer;
  private final Optional<ApiConsumerStatus> previous;
  private final Facts facts;
  private final List<IssuerView> issuers;
  private final Instant now;

  /**
   * What is known of the consumer's own objects.
   *
   * @param credentials how each credential stands
   * @param entry what issuers are to know of the consumer
   * @param conflict why that could not be written, if its name is taken
   * @param usage when credentials were last used, by their ids, as each issuer has it
   */
  record Facts(
      List<CredentialReport> credentials,
      ConsumerEntry entry,
      Optional<String> conflict,
      List<Map<String, String>> usage) {}

  ApiConsumerStatusFactory(
      ApiConsumer consumer, Facts facts, List<IssuerView> issuers, Instant now) {
    this.consumer = consumer;
    this.previous = Optional.ofNullable(consumer.getStatus());
    this.facts = facts;
    this.issuers = List.copyOf(issuers);
    this.now = now;
  }

  /** The whole status. */
  ApiConsumerStatus status() {
    List<Standing> standings = issuers.stream().map(this::standing).toList();
    return new ApiConsumerStatus(
        Metadata.generation(consumer),
        Conditions.merge(
            previous.map(ApiConsumerStatus::conditions).orElse(List.of()),
            findings(standings),
            Metadata.generation(consumer),
            now),
        clientId(),
        Metadata.uid(consumer),
        facts.credentials().stream().map(this::credential).toList(),
        standings.stream()
            .map(
                each ->
                    new AcceptedBy(
                        each.view().issuer(),
                        each.accepted(),
                        each.reason().name(),
                        each.view().clientId()))
            .toList());
  }

  private List<Finding> findings(List<Standing> standings) {
    List<Finding> aspects =
        List.of(
            CredentialFindings.issued(facts.credentials(), facts.conflict(), now),
            CredentialFindings.resolved(facts.credentials()),
            accepted(standings),
            CredentialFindings.expiring(consumer, facts.credentials(), now));
    if (Consent.isSuspended(consumer)) {
      return Readiness.summarize(
          aspects, ConsentReason.Suspended, "Suspended: no issuer gives it tokens");
    }
    return Readiness.summarize(
        aspects,
        "Tokens of "
            + standings.stream().map(each -> each.view().issuer()).collect(Collectors.joining(", "))
            + " are given for "
            + facts.credentials().stream()
                .filter(each -> !each.isExpired(now))
                .map(CredentialReport::name)
                .collect(Collectors.joining(", ")));
  }

  /** How the consumer stands with one issuer. */
  private record Standing(
      IssuerView view, boolean accepted, Outlook outlook, Reason reason, String message) {}

  private Standing standing(IssuerView view) {
    if (view.verdict().accepted()) {
      return taken(view);
    }
    if (view.verdict().reason() != ConsentReason.Suspended) {
      return new Standing(
          view, false, Outlook.STUCK, view.verdict().reason(), view.verdict().message());
    }
    boolean gone = view.entry().isEmpty() && (view.acknowledged() || wasSuspended(view.issuer()));
    return gone || !view.credentialsExist()
        ? settled(view, false)
        : waiting(view, ApiConsumerReason.Suspending, "to drop the consumer");
  }

  private Standing taken(IssuerView view) {
    if (facts.entry().isExpired(now)) {
      return new Standing(
          view,
          false,
          Outlook.STUCK,
          ApiConsumerReason.Expired,
          "Expired at "
              + facts.entry().expiresAt()
              + ": set a later spec.expiresAt to get tokens again");
    }
    Optional<ConsumerEntry> known = view.entry().map(this::settledPart);
    boolean same = known.equals(view.wanted(facts.entry()).map(this::settledPart));
    return same && known.isPresent() && (view.acknowledged() || wasAccepted(view.issuer()))
        ? settled(view, true)
        : waiting(view, ApiConsumerReason.Propagating, "to load the consumer");
  }

  /** An entry without the keys that are on their way in or out. */
  private ConsumerEntry settledPart(ConsumerEntry entry) {
    return entry.without(
        facts.credentials().stream()
            .flatMap(each -> each.passing().stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Standing settled(IssuerView view, boolean accepted) {
    return new Standing(
        view, accepted, Outlook.DONE, view.verdict().reason(), view.verdict().message());
  }

  private static Standing waiting(IssuerView view, Reason reason, String what) {
    return new Standing(
        view,
        false,
        Outlook.WORKING,
        reason,
        "Waiting for every pod of JwtIssuer " + view.issuer() + " " + what);
  }

  private Finding accepted(List<Standing> standings) {
    List<String> unusable = ApiConsumerObjects.unusableClaims(consumer);
    if (!unusable.isEmpty()) {
      return Finding.stuck(
          ACCEPTED,
          ApiConsumerReason.InvalidClaim,
          "assertableClaims "
              + String.join(", ", unusable)
              + ": the pattern is no regular expression of RE2 or repeats too much; no issuer takes"
              + " the claim");
    }
    Optional<Standing> culprit =
        standings.stream()
            .filter(each -> each.outlook() == Outlook.STUCK)
            .findFirst()
            .or(() -> standings.stream().filter(each -> !each.accepted()).findFirst());
    return culprit
        .map(
            each ->
                new Finding(ACCEPTED, Truth.FALSE, each.outlook(), each.reason(), each.message()))
        .orElseGet(() -> acceptedByAll(standings));
  }

  private static Finding acceptedByAll(List<Standing> standings) {
    List<String> limits =
        standings.stream()
            .filter(each -> each.reason() == ConsentReason.PartlyAllowed)
            .map(Standing::message)
            .toList();
    return limits.isEmpty()
        ? Finding.done(ACCEPTED, ConsentReason.Accepted, "Every issuer accepts it")
        : Finding.done(ACCEPTED, ConsentReason.PartlyAllowed, String.join(". ", limits));
  }

  /** As the issuers of its own namespace call it, if it names one. */
  private String clientId() {
    return issuers.stream()
        .map(IssuerView::clientId)
        .min(Comparator.comparingInt(String::length))
        .orElseGet(() -> Metadata.name(consumer));
  }

  /**
   * Whether the status already says that all pods knew exactly this. Pods that have loaded newer
   * credentials since have not forgotten it, so another consumer's change does not unsettle this
   * one.
   */
  private boolean wasAccepted(String issuer) {
    return sameAsBefore()
        && (stood(issuer, true, ConsentReason.Accepted)
            || stood(issuer, true, ConsentReason.PartlyAllowed));
  }

  private boolean wasSuspended(String issuer) {
    return sameAsBefore() && stood(issuer, false, ConsentReason.Suspended);
  }

  private boolean stood(String issuer, boolean accepted, Reason reason) {
    return previous.map(ApiConsumerStatus::acceptedBy).orElse(List.of()).stream()
        .anyMatch(
            each ->
                issuer.equals(each.issuer())
                    && Boolean.valueOf(accepted).equals(each.accepted())
                    && reason.name().equals(each.reason()));
  }

  private boolean sameAsBefore() {
    return previous
        .filter(
            status ->
                Long.valueOf(Metadata.generation(consumer)).equals(status.observedGeneration())
                    && ids(Optional.ofNullable(status.credentials()).orElse(List.of()))
                        .equals(ids(facts.credentials().stream().map(this::credential).toList())))
        .isPresent();
  }

  private static List<String> ids(List<Credential> credentials) {
    return credentials.stream().map(each -> each.name() + " " + each.id()).toList();
  }

  private Credential credential(CredentialReport report) {
    return new Credential(
        report.name(),
        report.id().orElse(null),
        report.state(now).name(),
        report.secret().orElse(null),
        report.since().map(Instant::toString).orElse(null),
        report.expiresAt().map(Instant::toString).orElse(null),
        report.previousValidUntil().map(Instant::toString).orElse(null),
        lastUsed(report).map(Instant::toString).orElse(null));
  }

  /** Of all its keys at all issuers, and never earlier than it was: a pod forgets when it ends. */
  private Optional<Instant> lastUsed(CredentialReport report) {
    Stream<Instant> seen =
        report.verifiers().stream()
            .map(CredentialVerifier::id)
            .flatMap(
                id ->
                    facts.usage().stream()
                        .flatMap(known -> CredentialUsage.of(known, id).stream()));
    Stream<Instant> told =
        previous.map(ApiConsumerStatus::credentials).orElse(List.of()).stream()
            .filter(each -> report.name().equals(each.name()))
            .flatMap(each -> Optional.ofNullable(each.lastUsedTime()).stream())
            .flatMap(text -> CredentialUsage.hour(text).stream());
    return Stream.concat(seen, told).max(Comparator.naturalOrder());
  }
}
