package io.jotgate.controller.tls;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Certificates as users bring them. */
public final class ServerCertificates {
  private static final SelfSignedCertificates MAKER =
      new SelfSignedCertificates(new SecureRandom());

  private ServerCertificates() {}

  /** One of 90 days. */
  public static PemPair issuedAt(Instant now) {
    return MAKER.issueLeaf(
        MAKER.newAuthority("corporate", "shop", now),
        new TreeSet<>(List.of("login.shop.svc")),
        now);
  }
}
