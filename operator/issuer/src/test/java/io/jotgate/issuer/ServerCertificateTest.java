package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.tls.ServerCertificate;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCertificateTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @CsvSource({"EC,SHA256withECDSA", "RSA,SHA256withRSA"})
  void readsKeysOfTheUsualKinds(String keyAlgorithm, String signatureAlgorithm) {
    Certificates.Pair pair = Certificates.selfSigned(7, keyAlgorithm, signatureAlgorithm);

    ServerCertificate certificate =
        ServerCertificate.parse(vertx, pair.chainPem(), pair.keyPem()).orElseThrow();

    assertEquals(Instant.parse("2100-01-01T00:00:00Z"), certificate.notAfter());
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() {
    String chain = Certificates.selfSigned(1).chainPem();
    String key = Certificates.selfSigned(2).keyPem();

    assertTrue(ServerCertificate.parse(vertx, chain, key).isEmpty());
  }

  @Test
  void refusesWhatIsNotPem() {
    Certificates.Pair pair = Certificates.selfSigned(1);

    assertEquals(Optional.empty(), ServerCertificate.parse(vertx, "", pair.keyPem()));
    assertEquals(Optional.empty(), ServerCertificate.parse(vertx, pair.chainPem(), "x"));
    assertEquals(Optional.empty(), ServerCertificate.parse(vertx, pair.keyPem(), pair.chainPem()));
  }

  @Test
  void neverShowsItsKey() {
    Certificates.Pair pair = Certificates.selfSigned(1);
    ServerCertificate certificate =
        ServerCertificate.parse(vertx, pair.chainPem(), pair.keyPem()).orElseThrow();

    assertEquals("ServerCertificate[notAfter=2100-01-01T00:00:00Z]", certificate.toString());
    assertFalse(certificate.toString().contains("PRIVATE"));
  }
}
