package io.jotgate.controller.tokenrevocation;

import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.revocation.RevocationEnd;
import io.jotgate.keys.KeyRing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that the status of a revocation depends on, read at one time.
 *
 * @param issuer the issuer that it names, if it exists
 * @param ring the key ring of the issuer, if it can be read
 * @param workloads by name, the workloads that trust the issuer, with what is known of them
 */
record RevocationFacts(
    TokenRevocation revocation,
    Optional<JwtIssuer> issuer,
    Optional<KeyRing> ring,
    Map<String, Optional<WorkloadReport>> workloads) {
  RevocationFacts {
    workloads = new TreeMap<>(workloads);
  }

  /** Whether nothing that it names can be valid any more. */
  boolean isOver(Instant now) {
    return issuer.filter(each -> RevocationEnd.isOver(revocation, each, ring, now)).isPresent();
  }

  /** When that will be so; empty when nobody can foresee it. */
  Optional<Instant> end() {
    return issuer.flatMap(each -> RevocationEnd.of(revocation, each, ring));
  }
}
