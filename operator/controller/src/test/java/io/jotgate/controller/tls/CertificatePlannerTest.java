package io.jotgate.controller.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CertificatePlannerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SortedSet<String> NAMES = new TreeSet<>(List.of("login", "login.shop.svc"));
  private static final Optional<CertificateFacts> AUTHORITY =
      Optional.of(certificate(3650, new TreeSet<>(), true, true));

  @Test
  void startsWithAnAuthorityOfItsOwn() {
    assertEquals(
        new CertificateStep.CreateAuthority(),
        CertificatePlanner.plan(Optional.empty(), false, Optional.empty(), NAMES, NOW));
  }

  @Test
  void replacesAnAuthorityWhoseKeyIsNotItsOwn() {
    assertEquals(
        new CertificateStep.CreateAuthority(),
        plan(Optional.of(certificate(3650, new TreeSet<>(), false, true)), true, leaf(90), NOW));
  }

  @Test
  void replacesAnAuthorityThatMayNotSign() {
    assertEquals(
        new CertificateStep.CreateAuthority(),
        plan(Optional.of(certificate(3650, new TreeSet<>(), true, false)), true, leaf(90), NOW));
  }

  @Test
  void publishesTheAuthorityBeforeALeafReliesOnIt() {
    assertEquals(
        new CertificateStep.PublishAuthority(), plan(AUTHORITY, false, Optional.empty(), NOW));
  }

  @Test
  void issuesTheFirstLeaf() {
    assertEquals(new CertificateStep.IssueLeaf(), plan(AUTHORITY, true, Optional.empty(), NOW));
  }

  @Test
  void keepsALeafUntilTwoThirdsOfItsLife() {
    Instant due = NOW.plus(Duration.ofDays(60));

    assertEquals(new CertificateStep.Keep(due), plan(AUTHORITY, true, leaf(90), NOW));
    assertEquals(
        new CertificateStep.Keep(due), plan(AUTHORITY, true, leaf(90), due.minusSeconds(1)));
    assertEquals(new CertificateStep.IssueLeaf(), plan(AUTHORITY, true, leaf(90), due));
  }

  @Test
  void renewsTheAuthorityAtTwoThirdsOfItsLife() {
    Instant due = NOW.plus(Duration.ofDays(3650).multipliedBy(2).dividedBy(3));

    assertEquals(new CertificateStep.RenewAuthority(), plan(AUTHORITY, true, leaf(90), due));
  }

  @Test
  void replacesALeafOfOtherNames() {
    Optional<CertificateFacts> other =
        Optional.of(certificate(90, new TreeSet<>(List.of("login")), true, true));

    assertEquals(new CertificateStep.IssueLeaf(), plan(AUTHORITY, true, other, NOW));
  }

  @Test
  void replacesALeafOfAnotherAuthority() {
    assertEquals(
        new CertificateStep.IssueLeaf(),
        plan(AUTHORITY, true, Optional.of(certificate(90, NAMES, true, false)), NOW));
  }

  @Test
  void replacesALeafWhoseKeyIsNotItsOwn() {
    assertEquals(
        new CertificateStep.IssueLeaf(),
        plan(AUTHORITY, true, Optional.of(certificate(90, NAMES, false, true)), NOW));
  }

  private static CertificateStep plan(
      Optional<CertificateFacts> authority,
      boolean published,
      Optional<CertificateFacts> leaf,
      Instant now) {
    return CertificatePlanner.plan(authority, published, leaf, NAMES, now);
  }

  private static Optional<CertificateFacts> leaf(int days) {
    return Optional.of(certificate(days, NAMES, true, true));
  }

  private static CertificateFacts certificate(
      int days, SortedSet<String> names, boolean keyMatches, boolean signedByAuthority) {
    return new CertificateFacts(
        NOW, NOW.plus(Duration.ofDays(days)), names, keyMatches, signedByAuthority);
  }
}
