package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of the server changes while it serves. */
class CertificateReloadTest {
  @Test
  void newConnectionsGetTheNewCertificateAndOldOnesGoOn(@TempDir Path directory)
      throws IOException {
    try (RunningIssuer issuer = RunningIssuer.in(directory);
        SSLSocket old = connect(issuer)) {
      assertEquals(1, serial(old));

      Certificates.Pair renewed = Certificates.selfSigned(2);
      issuer.mount.with("tls.crt", renewed.chainPem()).with("tls.key", renewed.keyPem()).publish();

      await().until(() -> serialOfNewConnection(issuer) == 2);
      assertEquals("HTTP/1.1 404", statusLine(old));
    }
  }

  @Test
  void aCertificateWithTheKeyOfAnotherDoesNotComeIntoForce(@TempDir Path directory)
      throws IOException {
    try (RunningIssuer issuer = RunningIssuer.in(directory)) {
      issuer
          .mount
          .with("tls.crt", Certificates.selfSigned(2).chainPem())
          .with("tls.key", Certificates.selfSigned(3).keyPem())
          .publish();
      await().until(() -> issuer.management("/metrics").body().contains("file=\"tls.crt\""));

      assertEquals(1, serialOfNewConnection(issuer));
    }
  }

  @Test
  void connectionsUseTheNewestProtocol(@TempDir Path directory) throws IOException {
    try (RunningIssuer issuer = RunningIssuer.in(directory);
        SSLSocket socket = connect(issuer)) {
      assertEquals("TLSv1.3", socket.getSession().getProtocol());
    }
  }

  private static long serialOfNewConnection(RunningIssuer issuer) throws IOException {
    try (SSLSocket socket = connect(issuer)) {
      return serial(socket);
    }
  }

  private static SSLSocket connect(RunningIssuer issuer) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TrustingClient.context().getSocketFactory().createSocket("localhost", issuer.port());
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return socket;
  }

  private static long serial(SSLSocket socket) throws IOException {
    X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return leaf.getSerialNumber().longValueExact();
  }

  private static String statusLine(SSLSocket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    return new String(in.readNBytes("HTTP/1.1 404".length()), StandardCharsets.US_ASCII);
  }
}
