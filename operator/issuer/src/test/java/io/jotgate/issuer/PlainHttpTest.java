package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token service behind something that does the TLS. */
class PlainHttpTest {
  @Test
  void issuesTokensWithoutACertificate(@TempDir Path directory) {
    try (RunningIssuer issuer = RunningIssuer.plain(directory)) {
      issuer.mount.without("tls.crt").without("tls.key").publish();
      issuer.awaitReady(true);

      assertEquals(200, issuer.send(issuer.authWithKey()).statusCode());
    }
  }

  @Test
  void namesItselfByHttpsInItsMetadata(@TempDir Path directory) {
    try (RunningIssuer issuer = RunningIssuer.plain(directory)) {
      String body = issuer.send(issuer.to("/.well-known/oauth-authorization-server").GET()).body();

      assertTrue(body.contains("\"issuer\":\"https://login.shop.svc\""), body);
    }
  }
}
