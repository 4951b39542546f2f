package io.jotgate.controller.apiconsumer;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.api.v1alpha1.ApiConsumerStatus.AcceptedBy;
import io.jotgate.api.v1alpha1.ApiConsumerStatus.Credential;
import io.jotgate.controller.consent.Consent;
import io.jotgate.controller.consent.Consent.ConsentReason;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Finding;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import io.jotgate.controller.status.Readiness;
import io.jotgate.controller.status.Reason;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.KeyVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the status of an ApiConsumer from what is. Pure. */
final class ApiConsumerStatusFactory {
  /** The API key exists and is known by its hash. */
  static final String CREDENTIALS_ISSUED = "CredentialsIssued";

  /** Every issuer takes the consumer, and all its pods know. */
  static final String ACCEPTED = "Accepted";

  private final ApiConsumer consumer;
  private final Optional<ApiConsumerStatus> previous;
  private final Credentials credentials;
  private final List<IssuerView> issuers;

  /**
   * What is known of the consumer's own objects.
   *
   * @param finding condition {@code CredentialsIssued}
   * @param inForce the key that is to be accepted
   * @param createdAt when it was made
   * @param entry what issuers are to know of the consumer
   */
  record Credentials(
      Finding finding,
      Optional<KeyVerifier> inForce,
      Optional<Instant> createdAt,
      ConsumerEntry entry) {}

  ApiConsumerStatusFactory(
      ApiConsumer consumer, Credentials credentials, List<IssuerView> issuers) {
    this.consumer = consumer;
    this.previous = Optional.ofNullable(consumer.getStatus());
    this.credentials = credentials;
    this.issuers = List.copyOf(issuers);
  }

  /** The whole status. */
  ApiConsumerStatus status(Instant now) {
    List<Standing> standings = issuers.stream().map(this::standing).toList();
    return new ApiConsumerStatus(
        Metadata.generation(consumer),
        Conditions.merge(
            previous.map(ApiConsumerStatus::conditions).orElse(List.of()),
            findings(standings),
            Metadata.generation(consumer),
            now),
        ApiConsumerObjects.clientId(consumer),
        Metadata.uid(consumer),
        credentials.inForce().map(this::credential).stream().toList(),
        standings.stream()
            .map(each -> new AcceptedBy(each.issuer(), each.accepted(), each.reason().name()))
            .toList());
  }

  private List<Finding> findings(List<Standing> standings) {
    List<Finding> aspects = List.of(credentials.finding(), accepted(standings));
    if (Consent.isSuspended(consumer)) {
      return Readiness.summarize(
          aspects, ConsentReason.Suspended, "Suspended: no issuer gives it tokens");
    }
    return Readiness.summarize(
        aspects,
        "Tokens of "
            + standings.stream().map(Standing::issuer).collect(Collectors.joining(", "))
            + " are given for the API key in Secret "
            + secretName());
  }

  /** How the consumer stands with one issuer. */
  private record Standing(
      String issuer, boolean accepted, Outlook outlook, Reason reason, String message) {}

  private Standing standing(IssuerView view) {
    if (view.verdict().accepted()) {
      boolean known = view.entry().filter(credentials.entry()::equals).isPresent();
      return known && (view.acknowledged() || wasAccepted(view.issuer()))
          ? settled(view, true)
          : waiting(view, ApiConsumerReason.Propagating, "to load the consumer");
    }
    if (view.verdict().reason() != ConsentReason.Suspended) {
      return new Standing(
          view.issuer(), false, Outlook.STUCK, view.verdict().reason(), view.verdict().message());
    }
    boolean gone = view.entry().isEmpty() && (view.acknowledged() || wasSuspended(view.issuer()));
    return gone || !view.credentialsExist()
        ? settled(view, false)
        : waiting(view, ApiConsumerReason.Suspending, "to drop the consumer");
  }

  private static Standing settled(IssuerView view, boolean accepted) {
    return new Standing(
        view.issuer(), accepted, Outlook.DONE, view.verdict().reason(), view.verdict().message());
  }

  private static Standing waiting(IssuerView view, Reason reason, String what) {
    return new Standing(
        view.issuer(),
        false,
        Outlook.WORKING,
        reason,
        "Waiting for every pod of JwtIssuer " + view.issuer() + " " + what);
  }

  private Finding accepted(List<Standing> standings) {
    Optional<Standing> culprit =
        standings.stream()
            .filter(each -> each.outlook() == Outlook.STUCK)
            .findFirst()
            .or(() -> standings.stream().filter(each -> !each.accepted()).findFirst());
    return culprit
        .map(
            each ->
                new Finding(ACCEPTED, Truth.FALSE, each.outlook(), each.reason(), each.message()))
        .orElseGet(() -> Finding.done(ACCEPTED, ConsentReason.Accepted, "Every issuer accepts it"));
  }

  /**
   * Whether the status already says that all pods knew exactly this. Pods that have loaded newer
   * credentials since have not forgotten it, so another consumer's change does not unsettle this
   * one.
   */
  private boolean wasAccepted(String issuer) {
    return sameAsBefore() && stood(issuer, true, ConsentReason.Accepted);
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
    List<Credential> now = credentials.inForce().map(this::credential).stream().toList();
    return previous
        .filter(
            status ->
                Long.valueOf(Metadata.generation(consumer)).equals(status.observedGeneration())
                    && now.equals(status.credentials()))
        .isPresent();
  }

  private Credential credential(KeyVerifier verifier) {
    return new Credential(
        ApiConsumerObjects.CREDENTIAL,
        verifier.id(),
        secretName(),
        credentials.createdAt().map(Instant::toString).orElse(null));
  }

  private String secretName() {
    return ObjectNames.apiKey(Metadata.name(consumer), ApiConsumerObjects.CREDENTIAL);
  }
}
