package io.jotgate.controller.tokenrevocation;

import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.api.v1alpha1.TokenRevocationStatus;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.status.Conditions;
import io.jotgate.controller.status.Finding;
import io.jotgate.controller.status.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the status of a TokenRevocation from what is known. Pure. */
final class TokenRevocationStatusFactory {
  private TokenRevocationStatusFactory() {}

  /** The whole status. */
  static TokenRevocationStatus status(RevocationFacts facts, Instant now) {
    TokenRevocation revocation = facts.revocation();
    Finding effective = RevocationFindings.effective(facts, now);
    List<Finding> aspects = List.of(effective, RevocationFindings.expired(facts, now));
    long generation = Metadata.generation(revocation);
    return new TokenRevocationStatus(
        generation,
        Conditions.merge(
            Optional.ofNullable(revocation.getStatus())
                .map(TokenRevocationStatus::conditions)
                .orElse(List.of()),
            Readiness.summarize(aspects, effective.reason(), effective.message()),
            generation,
            now),
        facts.isOver(now)
            ? new TokenRevocationStatus.Propagation(0, 0)
            : RevocationFindings.propagation(facts));
  }
}
