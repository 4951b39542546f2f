package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are larger than any that we need, and the newer protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerLimitsTest {
  private RunningIssuer issuer;

  @BeforeAll
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.in(directory);
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void refusesHeadersLargerThan16Kib() {
    HttpResponse<String> response =
        issuer.send(issuer.authWithKey().header("X-Large", "x".repeat(17 * 1024)));

    assertEquals(431, response.statusCode());
    assertEquals(
        "{\"error\":\"invalid_request\",\"error_description\":\"the headers are too large\"}",
        response.body());
  }

  @Test
  void refusesAPathLongerThan2Kib() {
    HttpResponse<String> response = issuer.send(issuer.to("/" + "x".repeat(3 * 1024)).GET());

    assertEquals(414, response.statusCode());
    assertEquals(
        "{\"error\":\"invalid_request\",\"error_description\":\"the request line is too long\"}",
        response.body());
  }

  @Test
  void speaksHttp2() {
    try (HttpClient client = HttpClient.newBuilder().sslContext(TrustingClient.context()).build()) {
      HttpResponse<String> token = TrustingClient.send(client, issuer.authWithKey().build());
      HttpRequest large =
          issuer
              .authWithKey()
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(" ".repeat(17 * 1024)))
              .build();

      assertEquals(HttpClient.Version.HTTP_2, token.version());
      assertEquals(200, token.statusCode());
      assertEquals(413, TrustingClient.send(client, large).statusCode());
    }
  }
}
