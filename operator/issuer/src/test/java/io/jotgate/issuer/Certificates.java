package io.jotgate.issuer;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates for localhost, told apart by their serial numbers. */
final class Certificates {
  record Pair(String chainPem, String keyPem) {}

  private Certificates() {}

  static Pair selfSigned(long serial) {
    return selfSigned(serial, "EC", "SHA256withECDSA");
  }

  static Pair selfSigned(long serial, String keyAlgorithm, String signatureAlgorithm) {
    try {
      KeyPair keys = KeyPairGenerator.getInstance(keyAlgorithm).generateKeyPair();
      X500Principal name = new X500Principal("CN=localhost");
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(serial),
              Date.from(Instant.EPOCH),
              Date.from(Instant.parse("2100-01-01T00:00:00Z")),
              name,
              keys.getPublic());
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder(signatureAlgorithm).build(keys.getPrivate())));
      return new Pair(
          pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", encoded(keys)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encoded(KeyPair keys) {
    PrivateKey key = keys.getPrivate();
    return key.getEncoded();
  }

  private static String pem(String label, byte[] der) {
    StringWriter out = new StringWriter();
    out.write("-----BEGIN " + label + "-----\n");
    out.write(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    out.write("\n-----END " + label + "-----\n");
    return out.toString();
  }
}
