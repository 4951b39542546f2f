package io.jotgate.controller.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Decides when certificates are made and renewed. Pure: facts in, one step out.
 *
 * <p>The authority comes first, its publication second, the leaf last, so that no leaf is served
 * whose authority clients cannot have.
 */
public final class CertificatePlanner {
  private CertificatePlanner() {}

  /**
   * The next step.
   *
   * @param authority the stored certificate authority; empty when it is missing or unreadable
   * @param published whether the certificate of the authority is what clients are given
   * @param leaf the stored leaf; empty when it is missing or unreadable
   * @param names the names that the leaf must carry
   * @param now the current time
   */
  public static CertificateStep plan(
      Optional<CertificateFacts> authority,
      boolean published,
      Optional<CertificateFacts> leaf,
      SortedSet<String> names,
      Instant now) {
    if (authority.isEmpty()
        || !authority.get().keyMatches()
        || !authority.get().signedByAuthority()) {
      return new CertificateStep.CreateAuthority();
    }
    Instant authorityDue = renewalTime(authority.get());
    if (!now.isBefore(authorityDue)) {
      return new CertificateStep.RenewAuthority();
    }
    if (!published) {
      return new CertificateStep.PublishAuthority();
    }
    if (leaf.isEmpty() || !usable(leaf.get(), names) || !now.isBefore(renewalTime(leaf.get()))) {
      return new CertificateStep.IssueLeaf();
    }
    Instant leafDue = renewalTime(leaf.get());
    return new CertificateStep.Keep(leafDue.isBefore(authorityDue) ? leafDue : authorityDue);
  }

  /** Two thirds of the validity have passed. */
  static Instant renewalTime(CertificateFacts certificate) {
    Duration life = Duration.between(certificate.notBefore(), certificate.notAfter());
    return certificate.notBefore().plus(life.multipliedBy(2).dividedBy(3));
  }

  private static boolean usable(CertificateFacts leaf, SortedSet<String> names) {
    return leaf.keyMatches() && leaf.signedByAuthority() && leaf.names().equals(names);
  }
}
