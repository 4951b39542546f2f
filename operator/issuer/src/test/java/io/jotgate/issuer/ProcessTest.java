package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is started in a container. */
class ProcessTest {
  private static final int EXIT_AFTER_SIGTERM = 143;

  @TempDir private Path work;
  private @Nullable IssuerProcess process;

  @AfterEach
  void endProcess() {
    if (process != null) {
      process.close();
    }
  }

  @Test
  void startsServesAndEndsInOrder() throws Exception {
    Path directory = Files.createDirectory(work.resolve("config"));
    int port = freePort();
    int managementPort = freePort();
    try (RunningIssuer content = RunningIssuer.in(Files.createDirectory(work.resolve("other")));
        HttpClient client = TrustingClient.create()) {
      content.mount.copyTo(directory);
      Process started =
          start(
              Map.of(
                  "JOTGATE_CONFIG_DIR", directory.toString(),
                  "JOTGATE_PORT", Integer.toString(port),
                  "JOTGATE_MANAGEMENT_PORT", Integer.toString(managementPort),
                  "JOTGATE_DRAIN_SECONDS", "4",
                  "POD_NAME", "login-0"));
      String management = "http://localhost:" + managementPort;
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> get(client, management + "/readyz").statusCode() == 200);

      HttpResponse<String> token =
          TrustingClient.send(
              client,
              HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/auth"))
                  .header("apikey", content.apiKey.text())
                  .POST(BodyPublishers.noBody())
                  .build());
      assertEquals(200, token.statusCode());
      started.destroy();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> "draining\n".equals(get(client, management + "/readyz").body()));

      assertTrue(started.waitFor(30, TimeUnit.SECONDS));
      assertEquals(EXIT_AFTER_SIGTERM, started.exitValue());
      List<String> audit = Files.readAllLines(work.resolve("stdout"));
      assertEquals(1, audit.size(), audit::toString);
      assertTrue(audit.getFirst().contains("\"decision\":\"issued\""), audit::toString);
      String log = Files.readString(work.resolve("stderr"));
      assertTrue(log.contains("is asked first for signatures"), log);
      assertTrue(log.contains("Stopped"), log);
      assertNoSecrets(content, token, log + audit);
    }
  }

  @Test
  void saysWhichVariableIsWrong() throws Exception {
    Process started = start(Map.of("JOTGATE_PORT", "many"));

    assertTrue(started.waitFor(60, TimeUnit.SECONDS));
    assertEquals(1, started.exitValue());
    String log = Files.readString(work.resolve("stderr"));
    assertTrue(log.contains("JOTGATE_PORT must be an integer from 0 to 65535"), log);
  }

  /**
   * A process that only logs it would wait for its liveness probe, and answer nobody until then.
   */
  @Test
  void endsIfItsPortForManagementIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Process started =
          start(
              Map.of(
                  "JOTGATE_CONFIG_DIR", work.toString(),
                  "JOTGATE_MANAGEMENT_PORT", Integer.toString(taken.getLocalPort())));

      assertTrue(started.waitFor(60, TimeUnit.SECONDS));
      assertEquals(1, started.exitValue());
      String log = Files.readString(work.resolve("stderr"));
      assertTrue(log.contains("Management port " + taken.getLocalPort() + " cannot be"), log);
    }
  }

  private static void assertNoSecrets(
      RunningIssuer content, HttpResponse<String> token, String written) {
    assertTrue(written.contains("[TRACE]") || written.contains("[DEBUG]"), "all levels are on");
    assertFalse(written.contains(content.apiKey.text()));
    assertFalse(written.contains(content.apiKey.sha256Hex()));
    assertFalse(written.contains("PRIVATE KEY"));
    String jwk = content.firstKey.privateJwk();
    assertFalse(written.contains(jwk.substring(jwk.indexOf("\"d\":") + 5).split("\"", -1)[0]));
    assertFalse(written.contains(token.headers().firstValue("Authorization").orElseThrow()));
  }

  private Process start(Map<String, String> environment) throws IOException {
    IssuerProcess started = IssuerProcess.start(work, environment);
    process = started;
    return started.process();
  }

  private static HttpResponse<String> get(HttpClient client, String url) {
    return TrustingClient.send(client, HttpRequest.newBuilder(URI.create(url)).build());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
