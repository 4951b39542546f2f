package io.jotgate.controller.metrics;

import io.jotgate.keys.Blocked;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.PodAcknowledgement;
import io.jotgate.keys.RotationPolicy;
import io.jotgate.keys.RotationStep;
import io.jotgate.keys.VerifierAcknowledgement;
import java.util.List;
import java.util.Optional;

/**
 * What one look at the keys of an issuer came to.
 *
 * @param ring the ring in the end, if there is one
 * @param blocked why a rotation does not go on, if so
 * @param pods what the pods of the issuer had loaded before
 * @param verifiers what its routes had loaded before
 * @param taken the steps that were taken
 */
public record RotationRun(
    Optional<KeyRing> ring,
    RotationPolicy policy,
    Optional<Blocked> blocked,
    List<PodAcknowledgement> pods,
    List<VerifierAcknowledgement> verifiers,
    List<RotationStep> taken) {
  /** Copies the lists. */
  public RotationRun {
    pods = List.copyOf(pods);
    verifiers = List.copyOf(verifiers);
    taken = List.copyOf(taken);
  }
}
