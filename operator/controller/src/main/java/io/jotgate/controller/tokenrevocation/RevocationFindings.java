package io.jotgate.controller.tokenrevocation;

import io.jotgate.api.v1alpha1.TokenRevocationStatus.Propagation;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReport.Hold;
import io.jotgate.controller.attachment.WorkloadReport.Revoked;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.revocation.RevocationIndex;
import io.jotgate.controller.revocation.RevokedContent;
import io.jotgate.controller.status.Finding;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.controller.status.Finding.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What is known of a revocation, as conditions. Pure. */
final class RevocationFindings {
  /** Every pod that trusts the issuer refuses what it names. */
  static final String EFFECTIVE = "Effective";

  private static final int NAMED = 3;

  private RevocationFindings() {}

  /** Condition {@code Effective}. */
  static Finding effective(RevocationFacts facts, Instant now) {
    if (facts.issuer().isEmpty()) {
      return Finding.stuck(
          EFFECTIVE,
          TokenRevocationReason.IssuerNotFound,
          "JwtIssuer %s does not exist in this namespace, so no proxy takes a token of it: delete this, or create the issuer"
              .formatted(RevokedContent.issuer(facts.revocation())));
    }
    if (facts.isOver(now)) {
      return new Finding(
          EFFECTIVE,
          Truth.FALSE,
          Outlook.DONE,
          TokenRevocationReason.Expired,
          "Not enforced any longer: nothing that it names can be valid");
    }
    return refused(facts).orElseGet(() -> delivered(facts));
  }

  /** Condition {@code Expired}; to be false is no fault. */
  static Finding expired(RevocationFacts facts, Instant now) {
    return facts.isOver(now)
        ? Finding.done(
            RevocationIndex.EXPIRED,
            TokenRevocationReason.Expired,
            "Nothing that it names can be valid any more")
        : new Finding(
            RevocationIndex.EXPIRED,
            Truth.FALSE,
            Outlook.DONE,
            TokenRevocationReason.InForce,
            "It names tokens that can still be valid");
  }

  /** How many pods trust the issuer, and how many of them refuse what it names. */
  static Propagation propagation(RevocationFacts facts) {
    return new Propagation(
        sum(facts, Revoked::pods), sum(facts, revoked -> enforcedBy(facts, revoked)));
  }

  private static int sum(RevocationFacts facts, ToIntFunction<Revoked> count) {
    return facts.workloads().values().stream()
        .flatMap(Optional::stream)
        .map(WorkloadReport::revoked)
        .mapToInt(count)
        .sum();
  }

  private static int enforcedBy(RevocationFacts facts, Revoked revoked) {
    return revoked.enforcedBy().getOrDefault(Metadata.uid(facts.revocation()), 0);
  }

  /** The first workload whose trust a person must help to write. */
  private static Optional<Finding> refused(RevocationFacts facts) {
    return facts.workloads().entrySet().stream()
        .filter(each -> !isDone(facts, each.getValue()))
        .flatMap(
            each ->
                each
                    .getValue()
                    .flatMap(report -> report.delivery().held())
                    .flatMap(RevocationFindings::obstacle)
                    .map(
                        message ->
                            Finding.stuck(
                                EFFECTIVE,
                                TokenRevocationReason.TrustNotWritten,
                                "Workload " + each.getKey() + ": " + message))
                    .stream())
        .findFirst();
  }

  /** A policy that does not fit or keys that are missing hold up no revocation. */
  private static Optional<String> obstacle(Hold hold) {
    return switch (hold) {
      case Hold.NameConflict(String message) -> Optional.of(message);
      case Hold.Refused(String message) -> Optional.of(message);
      case Hold.TooLarge tooLarge -> Optional.empty();
      case Hold.KeysMissing keysMissing -> Optional.empty();
    };
  }

  private static Finding delivered(RevocationFacts facts) {
    List<String> waiting =
        facts.workloads().entrySet().stream()
            .filter(each -> !isDone(facts, each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!waiting.isEmpty()) {
      return Finding.working(
          EFFECTIVE,
          TokenRevocationReason.Propagating,
          "Waiting for pods of these workloads to load it: " + list(waiting));
    }
    return sum(facts, Revoked::pods) == 0
        ? Finding.done(
            EFFECTIVE,
            TokenRevocationReason.NoPods,
            "No pod trusts the issuer; one that starts refuses what is named from its start")
        : Finding.done(
            EFFECTIVE,
            TokenRevocationReason.Effective,
            "Every pod that trusts the issuer refuses what is named");
  }

  private static boolean isDone(RevocationFacts facts, Optional<WorkloadReport> report) {
    String uid = Metadata.uid(facts.revocation());
    return report
        .map(WorkloadReport::revoked)
        .filter(revoked -> revoked.enforcedBy().containsKey(uid))
        .filter(revoked -> enforcedBy(facts, revoked) == revoked.pods())
        .isPresent();
  }

  private static String list(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() <= NAMED ? shown : shown + " and " + (names.size() - NAMED) + " more";
  }
}
