package io.jotgate.controller.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns stored PEM into {@link CertificateFacts}. What cannot be read is absent, never an error.
 */
final class CertificateReader {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final byte[] PROBE = "jotgate key probe".getBytes(StandardCharsets.US_ASCII);

  private CertificateReader() {}

  /**
   * Reads a certificate authority: facts where {@code signedByAuthority} means that it may sign and
   * has signed itself.
   */
  static Optional<CertificateFacts> authority(PemPair pair) {
    try {
      X509Certificate certificate = PemCodec.certificate(pair.certificate());
      boolean signsItself =
          certificate.getBasicConstraints() >= 0 && verifies(certificate, certificate);
      return Optional.of(facts(certificate, pair, signsItself));
    } catch (GeneralSecurityException unreadable) {
      return Optional.empty();
    }
  }

  /** Reads a leaf and checks it against the certificate of its authority. */
  static Optional<CertificateFacts> leaf(PemPair pair, PemPair authority) {
    try {
      X509Certificate certificate = PemCodec.certificate(pair.certificate());
      X509Certificate signer = PemCodec.certificate(authority.certificate());
      return Optional.of(facts(certificate, pair, verifies(certificate, signer)));
    } catch (GeneralSecurityException unreadable) {
      return Optional.empty();
    }
  }

  private static CertificateFacts facts(
      X509Certificate certificate, PemPair pair, boolean signedByAuthority)
      throws GeneralSecurityException {
    return new CertificateFacts(
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        names(certificate.getSubjectAlternativeNames()),
        matches(PemCodec.privateKey(pair.privateKey()), certificate.getPublicKey()),
        signedByAuthority);
  }

  private static SortedSet<String> names(@Nullable Collection<List<?>> entries) {
    SortedSet<String> names = new TreeSet<>();
    if (entries != null) {
      entries.forEach(entry -> names.add(String.valueOf(entry.get(1))));
    }
    return names;
  }

  private static boolean verifies(X509Certificate certificate, X509Certificate signer) {
    if (!certificate.getIssuerX500Principal().equals(signer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(signer.getPublicKey());
      return true;
    } catch (GeneralSecurityException foreign) {
      return false;
    }
  }

  private static boolean matches(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance(SIGNATURE);
    signer.initSign(privateKey);
    signer.update(PROBE);
    Signature verifier = Signature.getInstance(SIGNATURE);
    verifier.initVerify(publicKey);
    verifier.update(PROBE);
    return verifier.verify(signer.sign());
  }
}
