package io.jotgate.controller.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.SortedSet;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificate authorities of 10 years and leaves of 90 days, ECDSA on P-256 (RFC 5280).
 *
 * <p>Validity starts five minutes before {@code now}: a client whose clock is behind accepts a leaf
 * that was just issued.
 */
public final class SelfSignedCertificates {
  static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  static final Duration LEAF_LIFE = Duration.ofDays(90);

  private static final Duration BACKDATED = Duration.ofMinutes(5);
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final SecureRandom random;

  /** Draws keys and serial numbers from {@code random}. */
  public SelfSignedCertificates(SecureRandom random) {
    this.random = random;
  }

  /** A new certificate authority with a new key. */
  PemPair newAuthority(String issuer, String namespace, Instant now) {
    try {
      KeyPair keys = newKeyPair();
      return authority(issuer, namespace, keys.getPublic(), keys.getPrivate(), now);
    } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
      throw new IllegalStateException("cannot make a certificate authority", failed);
    }
  }

  /** The same authority, key and name, with a validity that starts anew. */
  PemPair renewAuthority(PemPair authority, String issuer, String namespace, Instant now) {
    try {
      PublicKey publicKey = PemCodec.certificate(authority.certificate()).getPublicKey();
      PrivateKey privateKey = PemCodec.privateKey(authority.privateKey());
      return authority(issuer, namespace, publicKey, privateKey, now);
    } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
      throw new IllegalStateException("cannot renew a certificate authority", failed);
    }
  }

  /** A new leaf with a new key, for a TLS server of these names. */
  PemPair issueLeaf(PemPair authority, SortedSet<String> names, Instant now) {
    try {
      X509Certificate issuer = PemCodec.certificate(authority.certificate());
      KeyPair keys = newKeyPair();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              serial(),
              Date.from(now.minus(BACKDATED)),
              Date.from(now.plus(LEAF_LIFE)),
              // Clients identify the server by its alternative names alone (RFC 6125).
              new X500Principal("CN=jotgate-issuer"),
              keys.getPublic());
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(Extension.subjectAlternativeName, false, alternativeNames(names))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(keys.getPublic()))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(issuer.getPublicKey()));
      return sign(builder, PemCodec.privateKey(authority.privateKey()), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
      throw new IllegalStateException("cannot issue a leaf certificate", failed);
    }
  }

  private PemPair authority(
      String issuer, String namespace, PublicKey publicKey, PrivateKey privateKey, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, namespace)
            .addRDN(BCStyle.CN, issuer + " CA")
            .build();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            serial(),
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(AUTHORITY_LIFE)),
            name,
            publicKey);
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
        .addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            extensions.createSubjectKeyIdentifier(publicKey));
    return sign(builder, privateKey, privateKey);
  }

  private static PemPair sign(
      X509v3CertificateBuilder builder, PrivateKey signer, PrivateKey subjectKey)
      throws OperatorCreationException, IOException {
    byte[] certificate =
        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)).getEncoded();
    return new PemPair(
        PemCodec.encode("CERTIFICATE", certificate),
        PemCodec.encode("PRIVATE KEY", subjectKey.getEncoded()));
  }

  private static GeneralNames alternativeNames(SortedSet<String> names) {
    return new GeneralNames(
        names.stream().map(SelfSignedCertificates::alternativeName).toArray(GeneralName[]::new));
  }

  private static GeneralName alternativeName(String name) {
    boolean address = IPV4.matcher(name).matches();
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  /** Positive, below the 20 octets of RFC 5280, never zero. */
  private BigInteger serial() {
    return new BigInteger(126, random).setBit(126);
  }
}
