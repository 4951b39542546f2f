package io.jotgate.controller.apiconsumer;

import io.jotgate.controller.apiconsumer.CredentialReport.Problem;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.issuer.model.CredentialVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All credentials of one consumer together. Pure. */
final class CredentialReports {
  private CredentialReports() {}

  /** The same, without a credential that is another one again: it could not be told from it. */
  static List<CredentialReport> distinct(List<CredentialReport> reports) {
    Map<String, String> names = new HashMap<>();
    List<CredentialReport> distinct = new ArrayList<>();
    for (CredentialReport report : reports) {
      Optional<String> twin =
          report.verifiers().stream()
              .flatMap(each -> Optional.ofNullable(names.get(each.id())).stream())
              .findFirst();
      report.verifiers().forEach(each -> names.putIfAbsent(each.id(), report.name()));
      distinct.add(twin.map(name -> twin(report, name)).orElse(report));
    }
    return List.copyOf(distinct);
  }

  /** What issuers are to accept. */
  static List<CredentialVerifier> verifiers(List<CredentialReport> reports) {
    return reports.stream().flatMap(report -> report.verifiers().stream()).toList();
  }

  private static CredentialReport twin(CredentialReport report, String other) {
    return report.without(
        new Problem(
            ApiConsumerReason.InvalidCredential,
            Outlook.STUCK,
            false,
            "Credential "
                + report.name()
                + " is the same as credential "
                + other
                + ": remove it or bring another"));
  }
}
