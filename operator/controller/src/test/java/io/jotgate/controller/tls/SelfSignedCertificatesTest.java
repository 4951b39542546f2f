package io.jotgate.controller.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class SelfSignedCertificatesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SortedSet<String> NAMES =
      ServerNames.of("login", "shop", "https://tokens.example.com/shop");

  private final SelfSignedCertificates certificates =
      new SelfSignedCertificates(new SecureRandom());
  private final PemPair authority = certificates.newAuthority("login", "shop", NOW);

  @Test
  void aLeafChainsToItsAuthorityAndCarriesEveryName() throws GeneralSecurityException {
    PemPair leaf = certificates.issueLeaf(authority, NAMES, NOW);

    validate(leaf, authority, NOW);
    assertEquals(
        Set.of(
            "login",
            "login.shop",
            "login.shop.svc",
            "login.shop.svc.cluster.local",
            "tokens.example.com"),
        CertificateReader.leaf(leaf, authority).orElseThrow().names());
  }

  @Test
  void whatWasIssuedNeedsNothingMoreUntilItsRenewal() {
    PemPair leaf = certificates.issueLeaf(authority, NAMES, NOW);

    CertificateStep step =
        CertificatePlanner.plan(
            CertificateReader.authority(authority),
            true,
            CertificateReader.leaf(leaf, authority),
            NAMES,
            NOW);

    Instant twoThirds =
        NOW.minus(Duration.ofMinutes(5))
            .plus(Duration.ofDays(90).plusMinutes(5).multipliedBy(2).dividedBy(3));
    assertEquals(new CertificateStep.Keep(twoThirds), step);
  }

  @Test
  void clientsThatTrustTheOldAuthorityTrustLeavesOfTheRenewedOne() throws GeneralSecurityException {
    Instant later = NOW.plus(Duration.ofDays(2434));
    PemPair renewed = certificates.renewAuthority(authority, "login", "shop", later);
    PemPair leaf = certificates.issueLeaf(renewed, NAMES, later);

    assertNotEquals(authority.certificate(), renewed.certificate());
    validate(leaf, authority, later);
    validate(leaf, renewed, later);
  }

  @Test
  void aLeafOfAnotherAuthorityIsRecognised() {
    PemPair other = certificates.newAuthority("login", "shop", NOW);
    PemPair leaf = certificates.issueLeaf(other, NAMES, NOW);

    assertFalse(CertificateReader.leaf(leaf, authority).orElseThrow().signedByAuthority());
    assertThrows(CertPathValidatorException.class, () -> validate(leaf, authority, NOW));
  }

  @Test
  void aLeafIsNoAuthority() {
    PemPair leaf = certificates.issueLeaf(authority, NAMES, NOW);

    assertFalse(CertificateReader.authority(leaf).orElseThrow().signedByAuthority());
  }

  @Test
  void aKeyThatBelongsToAnotherCertificateIsRecognised() {
    PemPair other = certificates.newAuthority("login", "shop", NOW);
    PemPair mixed = new PemPair(authority.certificate(), other.privateKey());

    assertFalse(CertificateReader.authority(mixed).orElseThrow().keyMatches());
  }

  @Test
  void brokenTextReadsAsAbsent() {
    PemPair noPem = new PemPair("nothing", "nothing");
    PemPair noBase64 =
        new PemPair(
            authority.certificate(), "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----");

    assertTrue(CertificateReader.authority(noPem).isEmpty());
    assertTrue(CertificateReader.authority(noBase64).isEmpty());
  }

  @Test
  void anAddressInTheIssuerUrlIsAnAddressInTheCertificate() throws GeneralSecurityException {
    SortedSet<String> names = ServerNames.of("login", "shop", "https://10.1.2.3:8443");
    PemPair leaf = certificates.issueLeaf(authority, names, NOW);

    int ipAddress = 7;
    assertTrue(
        PemCodec.certificate(leaf.certificate()).getSubjectAlternativeNames().stream()
            .anyMatch(entry -> entry.equals(List.of(ipAddress, "10.1.2.3"))));
    assertEquals(names, CertificateReader.leaf(leaf, authority).orElseThrow().names());
  }

  @Test
  void printsNoPrivateKey() {
    String body = authority.privateKey().lines().skip(1).findFirst().orElseThrow();

    assertFalse(authority.toString().contains(body));
    assertDoesNotThrow(() -> PemCodec.privateKey(authority.privateKey()));
  }

  private static void validate(PemPair leaf, PemPair trusted, Instant at)
      throws GeneralSecurityException {
    X509Certificate anchor = PemCodec.certificate(trusted.certificate());
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(PemCodec.certificate(leaf.certificate()))),
            parameters);
  }
}
