package io.jotgate.controller.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * A certificate chain and key that a user brings as PEM texts (RFC 7468), judged by what a token
 * service can serve with. What the texts say is never part of a message, because one is a secret.
 */
public final class BroughtCertificate {
  private static final byte[] PROBE = "jotgate key probe".getBytes(StandardCharsets.US_ASCII);
  private static final int MIN_RSA_BITS = 2048;

  private final Optional<String> defect;
  private final Instant notBefore;
  private final Instant notAfter;

  private BroughtCertificate(Optional<String> defect, Instant notBefore, Instant notAfter) {
    this.defect = defect;
    this.notBefore = notBefore;
    this.notAfter = notAfter;
  }

  /**
   * Reads the two texts.
   *
   * @param chain certificates, the one of the server first
   * @param key its private key: PKCS #8, PKCS #1 or SEC 1, not encrypted
   */
  public static BroughtCertificate read(String chain, String key) {
    try {
      X509Certificate leaf = leaf(chain);
      return new BroughtCertificate(
          defect(leaf.getPublicKey(), key),
          leaf.getNotBefore().toInstant(),
          leaf.getNotAfter().toInstant());
    } catch (UnusableException unusable) {
      return new BroughtCertificate(Optional.of(unusable.what), Instant.MIN, Instant.MAX);
    }
  }

  /** What keeps a token service from serving with it, as the end of a sentence about the Secret. */
  public Optional<String> fault(Instant now) {
    if (defect.isPresent()) {
      return defect;
    }
    if (!now.isBefore(notAfter)) {
      return Optional.of("has a certificate that expired at " + notAfter);
    }
    return now.isBefore(notBefore)
        ? Optional.of("has a certificate that is not valid before " + notBefore)
        : Optional.empty();
  }

  /** When the answer will be another one. */
  public Optional<Instant> nextChange(Instant now) {
    return defect.isPresent() || !now.isBefore(notAfter)
        ? Optional.empty()
        : Optional.of(now.isBefore(notBefore) ? notBefore : notAfter);
  }

  private static X509Certificate leaf(String chain) throws UnusableException {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(chain.getBytes(StandardCharsets.UTF_8)))
          .stream()
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .findFirst()
          .orElseThrow(() -> new UnusableException("has no certificate under tls.crt"));
    } catch (GeneralSecurityException unreadable) {
      throw new UnusableException("has something under tls.crt that is no PEM certificate chain");
    }
  }

  private static PrivateKeyInfo privateKey(String text) throws UnusableException {
    try (var parser = new PEMParser(new StringReader(text))) {
      // What openssl ecparam writes has the parameters of the curve before the key.
      for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
        if (each instanceof PEMKeyPair pair) {
          return pair.getPrivateKeyInfo();
        }
        if (each instanceof PrivateKeyInfo key) {
          return key;
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      throw new UnusableException("has something under tls.key that is no PEM private key");
    }
    throw new UnusableException("has no unencrypted PEM private key under tls.key");
  }

  private static Optional<String> defect(PublicKey publicKey, String key) throws UnusableException {
    String algorithm = publicKey.getAlgorithm();
    if (!algorithm.equals("EC") && !algorithm.equals("RSA")) {
      return Optional.of("has a key of type " + algorithm + ", and only EC and RSA are served");
    }
    if (publicKey instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
      return Optional.of("has an RSA key of fewer than " + MIN_RSA_BITS + " bits");
    }
    return belongTogether(publicKey, privateKey(key))
        ? Optional.empty()
        : Optional.of("has a private key that does not belong to its certificate");
  }

  private static boolean belongTogether(PublicKey publicKey, PrivateKeyInfo privateKey) {
    String type = publicKey.getAlgorithm();
    String algorithm = type.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(
          KeyFactory.getInstance(type)
              .generatePrivate(new PKCS8EncodedKeySpec(privateKey.getEncoded())));
      signer.update(PROBE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(PROBE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | IOException foreign) {
      return false;
    }
  }

  /** Names the validity only. */
  @Override
  public String toString() {
    return "BroughtCertificate[" + notBefore + ", " + notAfter + "]";
  }

  /** Texts that are no certificate with its key; has no cause, which would quote them. */
  private static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;

    UnusableException(String what) {
      super(what);
      this.what = what;
    }
  }
}
