package io.jotgate.controller.tls;

import java.time.Instant;

/** The next thing to do for the certificates of an issuer: at most one write, then decide again. */
public sealed interface CertificateStep {
  /** There is no usable certificate authority: make one with a new key. */
  record CreateAuthority() implements CertificateStep {}

  /**
   * The certificate of the authority nears its end: sign a new one with the same key and name, so
   * that clients that trust the old one go on trusting the leaves.
   */
  record RenewAuthority() implements CertificateStep {}

  /** Publish the certificate of the authority, which clients trust, before a leaf relies on it. */
  record PublishAuthority() implements CertificateStep {}

  /** The leaf is missing, unusable or two thirds through its life: issue a new one. */
  record IssueLeaf() implements CertificateStep {}

  /** Nothing to do before {@code nextCheck}. */
  record Keep(Instant nextCheck) implements CertificateStep {}
}
