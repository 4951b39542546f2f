package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.config.MountedFile;
import io.jotgate.issuer.config.MountedFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that this process writes anywhere holds a key, a private half, a hash or a token. */
class SecretsStayInsideTest {
  private static final Pattern PRIVATE_MEMBER = Pattern.compile("\"d\":\"([^\"]+)\"");

  private final PrintStream originalOut = System.out;
  private final PrintStream originalErr = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void captureStandardStreams() {
    PrintStream capture = new PrintStream(written, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
  }

  @AfterEach
  void restoreStandardStreams() {
    System.setOut(originalOut);
    System.setErr(originalErr);
  }

  @Test
  void aLifeWithAllKindsOfTroubleLeavesNoSecretInWhatIsWritten(@TempDir Path directory) {
    List<String> secrets = new ArrayList<>();
    try (RunningIssuer issuer = RunningIssuer.in(directory)) {
      String wrong = WrongKeys.sameIdOtherSecret(issuer.apiKey);
      secrets.add(issuer.apiKey.text());
      secrets.add(issuer.apiKey.sha256Hex());
      secrets.add(wrong);
      secrets.add(privateMember(issuer.firstKey.privateJwk()));
      secrets.add(Tokens.issue(issuer).token());
      issuer.send(issuer.auth().header("apikey", wrong));
      issuer.send(issuer.auth().header("apikey", issuer.apiKey.text() + "x"));
      issuer.post("{\"scope\":\"canary-scope\",\"canary\":1}");
      issuer.post("{\"scope\":\"canary-scope\"}");
      secrets.add("canary");
      // Broken files that hold secrets: the errors about them must not repeat any of it.
      String slot = Keys.slot(issuer.firstKey);
      issuer
          .mount
          .with("signing-a.json", slot.substring(0, slot.length() - 1))
          .with("credentials.json", "{\"formatVersion\":1,\"canary\":\"canary\"}")
          .with("tls.key", "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----\n")
          .with("issuer.json", "canary")
          .publish();
      await().until(() -> issuer.management("/metrics").body().contains("file=\"tls.crt\""));

      String everything =
          written.toString(StandardCharsets.UTF_8)
              + issuer.audit()
              + issuer.management("/metrics").body()
              + issuer.management("/internal/state").body();
      for (String secret : secrets) {
        assertFalse(everything.contains(secret), secret);
      }
      assertTrue(everything.contains("credentials.json does not come into force"), everything);
    }
  }

  @Test
  void theAuditHasOneLineForEachDecision(@TempDir Path directory) {
    try (RunningIssuer issuer = RunningIssuer.in(directory)) {
      Tokens.Issued issued = Tokens.issue(issuer);
      issuer.send(issuer.auth());
      issuer.post("{\"scope\":\"orders:admin\"}");

      List<String> lines = issuer.audit().lines().toList();
      assertEquals(3, lines.size(), issuer.audit());
      assertTrue(
          lines
              .getFirst()
              .matches(
                  "\\{\"audience\":\\[\"orders-api\"],\"audit\":\"token\",\"clientId\":\"batch\","
                      + "\"credential\":\"main\",\"credentialType\":\"ApiKey\",\"decision\":\"issued\","
                      + "\"endpoint\":\"/auth\",\"expiresIn\":300,\"jti\":\"[0-9a-f-]{36}\",\"keyId\":\"[a-z2-7]{12}\",\"kid\":\""
                      + issued.kid()
                      + "\",\"remote\":\"[0-9a-f.:]+\",\"scope\":\"orders:read orders:write\",\"subject\":\"uid-of-batch\","
                      + "\"time\":\"2026-03-01T12:00:00Z\",\"transactionId\":\"[0-9a-f-]{36}\"}"),
          lines.getFirst());
      assertTrue(lines.get(1).contains("\"reason\":\"credential_missing\""), lines.get(1));
      assertTrue(lines.get(2).contains("\"clientId\":\"batch\""), lines.get(2));
      assertTrue(lines.get(2).contains("\"reason\":\"scope\""), lines.get(2));
    }
  }

  @Test
  void theMetricsCountDecisionsAndShowTheKeys(@TempDir Path directory) {
    try (RunningIssuer issuer = RunningIssuer.in(directory)) {
      Tokens.issue(issuer);
      issuer.send(issuer.auth());
      issuer.now.set(RunningIssuer.NOW.plusSeconds(90));

      String metrics = issuer.management("/metrics").body();

      assertTrue(metrics.contains("jotgate_issuer_tokens_issued_total 1.0"), metrics);
      assertTrue(
          metrics.contains(
              "jotgate_issuer_requests_refused_total{reason=\"credential_missing\"} 1.0"),
          metrics);
      assertTrue(metrics.contains("jotgate_issuer_ring_epoch 3.0"), metrics);
      assertTrue(metrics.contains("jotgate_issuer_active_key_age_seconds 90.0"), metrics);
      assertTrue(
          metrics.contains("jotgate_issuer_build_info{crypto_provider=\"SunEC\",version="),
          metrics);
    }
  }

  @Test
  void readingsOfTheDirectoryNameFilesOnly() {
    MountedFiles files = new MountedFiles(Map.of(MountedFile.TLS_KEY, "canary"));

    assertEquals("MountedFiles[TLS_KEY]", files.toString());
  }

  private static String privateMember(String jwk) {
    Matcher matcher = PRIVATE_MEMBER.matcher(jwk);
    assertTrue(matcher.find());
    return matcher.group(1);
  }
}
