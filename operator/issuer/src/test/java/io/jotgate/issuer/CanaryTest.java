package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.issuer.model.PublicKeyVerifier;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.password.PasswordHash;
import io.jotgate.testing.secrets.Disguises;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Known secrets go into a whole process by every way that a client has, right and wrong. With all
 * log levels on, none of them comes out again, in whatever form, but the token to its client.
 */
class CanaryTest {
  private static final String PASSWORD = "canary-Passw0rd-7f3a9c~e51b";
  private static final String RIGHT_PASSWORD = "canary-right-Passw0rd-41c6d2";
  private static final String HASH =
      PasswordHash.argon2id(RIGHT_PASSWORD.getBytes(StandardCharsets.UTF_8), new byte[16]).text();
  private static final String ASSERTION =
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJjYW5hcnkiLCJzdWIiOiJjYW5hcnkifQ.Y2FuYXJ5LXNpZ25hdHVyZS1mMWI5";
  private static final String CLAIM = "canary-claim-value-0d84c2";

  @Test
  void noSecretComesOutAgain(@TempDir Path work) throws Exception {
    Path directory = Files.createDirectory(work.resolve("config"));
    int port = freePort();
    int managementPort = freePort();
    try (RunningIssuer content = RunningIssuer.in(Files.createDirectory(work.resolve("other")));
        HttpClient client = TrustingClient.create()) {
      GeneratedKey clientKey = Keys.generate();
      content
          .mount
          .with("credentials.json", RunningIssuer.credentials(consumer(content.apiKey, clientKey)))
          .copyTo(directory);
      try (IssuerProcess issuer =
          IssuerProcess.start(
              work,
              Map.of(
                  "JOTGATE_CONFIG_DIR", directory.toString(),
                  "JOTGATE_PORT", Integer.toString(port),
                  "JOTGATE_MANAGEMENT_PORT", Integer.toString(managementPort),
                  "JOTGATE_DRAIN_SECONDS", "0"))) {
        String management = "http://localhost:" + managementPort;
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> get(client, management + "/readyz").statusCode() == 200);
        Requests requests = new Requests(client, "https://localhost:" + port);
        Map<String, String> secrets = new HashMap<>();
        secrets.put("password", PASSWORD);
        secrets.put("assertion", ASSERTION);
        secrets.put(
            "signature of the assertion", ASSERTION.substring(ASSERTION.lastIndexOf('.') + 1));
        secrets.put("claim", CLAIM);
        secrets.put("API key", content.apiKey.text());
        secrets.put("hash of the API key", content.apiKey.sha256Hex());
        String wrong = WrongKeys.sameIdOtherSecret(content.apiKey);
        secrets.put("wrong API key", wrong);
        String jwk = content.firstKey.privateJwk();
        secrets.put("private key", jwk.substring(jwk.indexOf("\"d\":") + 5).split("\"", -1)[0]);
        HttpResponse<String> issued = requests.auth("apikey", content.apiKey.text(), "");
        assertEquals(200, issued.statusCode());
        String token = Tokens.inHeader(issued);
        secrets.put("token", token);
        secrets.put("signature of the token", token.substring(token.lastIndexOf('.') + 1));

        String good = ClientAssertions.signed(clientKey, "batch", Instant.now());
        secrets.put("right password", RIGHT_PASSWORD);
        secrets.put("hash of the password", HASH);
        secrets.put("right assertion", good);
        secrets.put("signature of the right assertion", good.substring(good.lastIndexOf('.') + 1));
        HttpResponse<String> login =
            requests.auth("Authorization", basic("batch", RIGHT_PASSWORD), "");
        assertEquals(200, login.statusCode());
        secrets.put("token for the password", Tokens.inHeader(login));
        assertEquals(200, requests.token("X-None", "", ClientAssertions.form(good)).statusCode());

        StringBuilder answers = new StringBuilder(issued.body()).append(login.body());
        for (String key : List.of(content.apiKey.text(), wrong, PASSWORD, ASSERTION, token)) {
          answers.append(requests.refusals(key));
        }
        answers.append(requests.auth("apikey", content.apiKey.text(), body(CLAIM)).body());
        answers.append(get(client, management + "/metrics").body());
        answers.append(get(client, management + "/internal/state").body());
        issuer.process().destroy();
        assertTrue(issuer.process().waitFor(30, TimeUnit.SECONDS));

        String errors = issuer.errors();
        assertTrue(errors.contains("[TRACE]") || errors.contains("[DEBUG]"), "all levels are on");
        assertTrue(issuer.output().lines().count() > 30, "the audit has a line for each request");
        String everything = errors + issuer.output() + answers;
        secrets.forEach(
            (name, secret) ->
                Disguises.of(secret)
                    .forEach(
                        form -> assertFalse(everything.contains(form), "there is the " + name)));
      }
    }
  }

  private static ConsumerEntry consumer(ApiKey key, GeneratedKey clientKey) {
    return new ConsumerEntry(
        "batch",
        "uid-of-batch",
        List.of("orders:read"),
        List.of("orders-api"),
        List.of(
            key.verifier("main"),
            new PasswordVerifier("basic", HASH, null),
            new PublicKeyVerifier("signed", clientKey.publicJwk(), null)));
  }

  private static String basic(String user, String password) {
    byte[] utf8 = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(utf8);
  }

  private static String body(String claim) {
    return "{\"claims\":{\"userID\":\"%s\"},\"scope\":\"%s\"}".formatted(claim, claim);
  }

  /** Requests that carry a text where a client may put it. */
  private record Requests(HttpClient client, String url) {
    /** The bodies and headers of the answers to requests that all have to fail. */
    String refusals(String secret) {
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      String basic = basic("x", secret);
      String grant = "grant_type=client_credentials";
      StringBuilder answers = new StringBuilder();
      for (HttpResponse<String> answer :
          List.of(
              auth("apikey", secret + "x", ""),
              auth("Authorization", "ApiKey " + secret + "x", ""),
              auth("Authorization", "Bearer " + secret, ""),
              auth("Authorization", secret, ""),
              auth("Authorization", basic, ""),
              auth("apikey", "x", "{\"scope\":\"" + secret + "\",\"" + secret + "\":\"" + secret),
              token("Authorization", basic, grant + "&scope=" + encoded),
              token("X-None", "", grant + "&client_id=" + encoded + "&client_secret=" + encoded),
              token("X-None", "", grant + "&client_assertion_type=" + encoded),
              token(
                  "X-None",
                  "",
                  grant
                      + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                      + encoded),
              token(
                  "X-None", "", "grant_type=" + encoded + "&claims=" + encoded + "&a=%" + encoded),
              send(to("/" + encoded + "?key=" + encoded).GET()),
              send(to("/auth?key=" + encoded).GET()))) {
        assertTrue(answer.statusCode() >= 400, answer::toString);
        answers.append(answer.headers().map()).append(answer.body());
      }
      return answers.toString();
    }

    HttpResponse<String> auth(String header, String value, String body) {
      HttpRequest.Builder request =
          to("/auth").header(header, value).POST(BodyPublishers.ofString(body));
      return send(body.isEmpty() ? request : request.header("Content-Type", "application/json"));
    }

    private HttpResponse<String> token(String header, String value, String form) {
      return send(
          to("/oauth2/token")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header(header, value)
              .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
      return TrustingClient.send(client, request.build());
    }

    private HttpRequest.Builder to(String path) {
      return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    }
  }

  private static HttpResponse<String> get(HttpClient client, String address) {
    return TrustingClient.send(client, HttpRequest.newBuilder(URI.create(address)).build());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
