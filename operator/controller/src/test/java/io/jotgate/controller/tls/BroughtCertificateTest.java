package io.jotgate.controller.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which certificates of users a token service can serve with. */
class BroughtCertificateTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PemPair GOOD = ServerCertificates.issuedAt(NOW);

  @Test
  void takesACertificateWithItsKey() {
    BroughtCertificate read = read(GOOD.certificate(), GOOD.privateKey());

    assertEquals(Optional.empty(), read.fault(NOW));
    assertEquals(Optional.of(NOW.plus(Duration.ofDays(90))), read.nextChange(NOW));
  }

  /** As openssl and cert-manager write them: PKCS #1 and SEC 1. */
  @ParameterizedTest
  @CsvSource({"RSA,2048,SHA256withRSA", "EC,256,SHA256withECDSA", "EC,384,SHA384withECDSA"})
  void takesKeysInTheFormOfTheirAlgorithm(String type, int size, String signature)
      throws Exception {
    KeyPair keys = keys(type, size);

    assertEquals(Optional.empty(), read(pem(certificate(keys, signature)), key(keys)).fault(NOW));
  }

  @Test
  void takesAKeyAfterTheParametersOfItsCurve() throws Exception {
    KeyPair keys = keys("EC", 256);
    String parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

    assertEquals(
        Optional.empty(),
        read(pem(certificate(keys, "SHA256withECDSA")), parameters + key(keys)).fault(NOW));
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() {
    PemPair other = ServerCertificates.issuedAt(NOW);

    assertEquals(
        Optional.of("has a private key that does not belong to its certificate"),
        read(GOOD.certificate(), other.privateKey()).fault(NOW));
  }

  @Test
  void refusesOneThatIsNotValidAtTheTime() {
    BroughtCertificate read = read(GOOD.certificate(), GOOD.privateKey());

    assertEquals(
        Optional.of("has a certificate that expired at 2026-04-01T00:00:00Z"),
        read.fault(Instant.parse("2026-04-01T00:00:00Z")));
    assertEquals(
        Optional.of("has a certificate that is not valid before 2025-12-31T23:55:00Z"),
        read.fault(NOW.minus(Duration.ofHours(1))));
    assertEquals(Optional.empty(), read.nextChange(Instant.parse("2026-04-01T00:00:00Z")));
  }

  @Test
  void refusesKeysThatNoTokenServiceServesWith() throws Exception {
    KeyPair small = keys("RSA", 1024);
    KeyPair edwards = keys("Ed25519", 255);

    assertEquals(
        Optional.of("has an RSA key of fewer than 2048 bits"),
        read(pem(certificate(small, "SHA256withRSA")), pem(small)).fault(NOW));
    assertEquals(
        Optional.of("has a key of type EdDSA, and only EC and RSA are served"),
        read(pem(certificate(edwards, "Ed25519")), pem(edwards.getPrivate())).fault(NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "'', has no certificate under tls.crt",
    "nonsense, has something under tls.crt that is no PEM certificate chain",
  })
  void tellsWhatIsWrongWithTheChain(String chain, String fault) {
    assertEquals(Optional.of(fault), read(chain, GOOD.privateKey()).fault(NOW));
  }

  @Test
  void tellsWhatIsWrongWithTheKeyAndNeverQuotesIt() {
    String encrypted =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBvTBXBgkq\n-----END ENCRYPTED PRIVATE KEY-----\n";
    String broken = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";

    assertEquals(
        Optional.of("has no unencrypted PEM private key under tls.key"),
        read(GOOD.certificate(), "").fault(NOW));
    for (String text : new String[] {encrypted, broken}) {
      BroughtCertificate read = read(GOOD.certificate(), text);
      assertEquals(
          Optional.of("has something under tls.key that is no PEM private key"), read.fault(NOW));
      assertFalse(read.toString().contains("c2VjcmV0"), read::toString);
    }
  }

  private static BroughtCertificate read(String chain, String key) {
    return BroughtCertificate.read(chain, key);
  }

  private static KeyPair keys(String type, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private static Object certificate(KeyPair keys, String signature)
      throws OperatorCreationException {
    X500Name name = new X500Name("CN=login");
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(NOW),
            Date.from(NOW.plus(Duration.ofDays(1))),
            name,
            keys.getPublic())
        .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()));
  }

  /** What openssl writes: with the parameters of the curve, which the JDK leaves out. */
  private static PemObject sec1(KeyPair keys) throws IOException {
    PrivateKeyInfo pkcs8 = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
    int bits = ((ECPrivateKey) keys.getPrivate()).getParams().getOrder().bitLength();
    return new PemObject(
        "EC PRIVATE KEY",
        new org.bouncycastle.asn1.sec.ECPrivateKey(
                bits,
                ((ECPrivateKey) keys.getPrivate()).getS(),
                pkcs8.getPrivateKeyAlgorithm().getParameters())
            .getEncoded());
  }

  private static String key(KeyPair keys) throws IOException {
    return pem(keys.getPrivate() instanceof ECPrivateKey ? sec1(keys) : keys);
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
