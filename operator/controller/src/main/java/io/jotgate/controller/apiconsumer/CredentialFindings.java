package io.jotgate.controller.apiconsumer;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.apiconsumer.CredentialReport.Problem;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Finding;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the credentials of a consumer mean for its conditions. Pure. */
final class CredentialFindings {
  /** All credentials exist and their verifiers are known. */
  static final String CREDENTIALS_ISSUED = "CredentialsIssued";

  private CredentialFindings() {}

  /**
   * Condition {@code CredentialsIssued}.
   *
   * @param conflict why the Secret of the verifiers could not be written, if its name is taken
   */
  static Finding issued(
      List<CredentialReport> credentials, Optional<String> conflict, Instant now) {
    if (conflict.isPresent()) {
      return Finding.stuck(CREDENTIALS_ISSUED, ApiConsumerReason.NameConflict, conflict.get());
    }
    Optional<Problem> problem = first(credentials, false);
    if (problem.isPresent()) {
      return finding(CREDENTIALS_ISSUED, problem.get());
    }
    if (!credentials.isEmpty() && credentials.stream().allMatch(each -> each.isExpired(now))) {
      return Finding.stuck(
          CREDENTIALS_ISSUED,
          ApiConsumerReason.Expired,
          "Every credential has expired: set a later expiresAt, or add one");
    }
    return Finding.done(
        CREDENTIALS_ISSUED,
        ApiConsumerReason.Issued,
        credentials.stream()
            .map(CredentialFindings::place)
            .collect(Collectors.joining(", ", "In force: ", "")));
  }

  /** Condition {@code ResolvedRefs}. */
  static Finding resolved(List<CredentialReport> credentials) {
    String type = ApiConsumerStatusFactory.RESOLVED_REFS;
    return first(credentials, true)
        .map(problem -> finding(type, problem))
        .orElseGet(
            () ->
                Finding.done(
                    type,
                    ApiConsumerReason.Resolved,
                    "Every Secret that the spec names is there and may be read"));
  }

  /** Condition {@code Expiring}, which is true when something is wrong. */
  static Finding expiring(ApiConsumer consumer, List<CredentialReport> credentials, Instant now) {
    List<End> ends =
        ends(consumer, credentials).stream().filter(end -> !now.isBefore(end.notice())).toList();
    String type = ApiConsumerStatusFactory.EXPIRING;
    if (ends.isEmpty()) {
      return new Finding(
          type,
          Truth.FALSE,
          Outlook.DONE,
          ApiConsumerReason.NotExpiring,
          "Nothing comes to its end soon");
    }
    boolean over = ends.stream().anyMatch(end -> !now.isBefore(end.at()));
    return new Finding(
        type,
        Truth.TRUE,
        Outlook.DONE,
        over ? ApiConsumerReason.Expired : ApiConsumerReason.ExpiresSoon,
        ends.stream()
            .map(end -> end.what() + " ends at " + end.at())
            .collect(Collectors.joining(", ", "", ": set a later expiresAt, or replace it")));
  }

  /** When one of the above will be another without anybody's doing. */
  static Optional<Instant> nextChange(
      ApiConsumer consumer, List<CredentialReport> credentials, Instant now) {
    return ends(consumer, credentials).stream()
        .flatMap(end -> Stream.of(end.notice(), end.at()))
        .filter(now::isBefore)
        .min(Comparator.naturalOrder());
  }

  private record End(String what, Instant notice, Instant at) {}

  private static List<End> ends(ApiConsumer consumer, List<CredentialReport> credentials) {
    Instant born = Metadata.createdAt(consumer).orElse(Instant.EPOCH);
    List<End> ends = new ArrayList<>();
    WantedCredential.expiryOf(consumer)
        .ifPresent(at -> ends.add(new End("The consumer", Expiry.noticeAt(born, at), at)));
    for (CredentialReport each : credentials) {
      each.expiresAt()
          .ifPresent(
              at -> ends.add(new End("Credential " + each.name(), Expiry.noticeAt(born, at), at)));
    }
    return ends;
  }

  private static Finding finding(String type, Problem problem) {
    return new Finding(type, Truth.FALSE, problem.outlook(), problem.reason(), problem.message());
  }

  private static Optional<Problem> first(List<CredentialReport> credentials, boolean reference) {
    List<Problem> problems =
        credentials.stream()
            .flatMap(each -> each.problem().stream())
            .filter(each -> each.reference() == reference)
            .toList();
    return problems.stream()
        .filter(each -> each.outlook() == Outlook.STUCK)
        .findFirst()
        .or(() -> problems.stream().findFirst());
  }

  private static String place(CredentialReport report) {
    return report.name() + report.secret().map(secret -> " in Secret " + secret).orElse("");
  }
}
