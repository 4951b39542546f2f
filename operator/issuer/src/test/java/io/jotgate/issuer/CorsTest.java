package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.ResponseConfig;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a browser reads in the answers before a page may. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
  private static final String SHOP = "https://shop.example";
  private static final String OTHER = "https://other.example";

  private RunningIssuer issuer;

  @BeforeAll
  void start(@TempDir Path directory) {
    issuer = allowing(directory, SHOP, "http://localhost:3000");
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void anAllowedOriginMayReadTheToken() {
    HttpResponse<String> response = issuer.send(issuer.authWithKey().header("Origin", SHOP));

    assertEquals(200, response.statusCode());
    assertHeader(response, "Access-Control-Allow-Origin", SHOP);
    assertHeader(response, "Access-Control-Expose-Headers", "Authorization, X-Transaction-Id");
    assertHeader(response, "Vary", "Origin");
    assertNoHeader(response, "Access-Control-Allow-Credentials");
  }

  @Test
  void anAllowedOriginMayReadRefusalsAndKeysToo() {
    assertHeader(
        issuer.send(issuer.auth().header("Origin", SHOP)), "Access-Control-Allow-Origin", SHOP);
    assertHeader(
        issuer.send(issuer.to("/.well-known/jwks.json").GET().header("Origin", SHOP)),
        "Access-Control-Allow-Origin",
        SHOP);
  }

  @Test
  void anotherOriginMayNot() {
    for (String origin : List.of(OTHER, SHOP + ".evil.example", "http://shop.example", "null")) {
      HttpResponse<String> response = issuer.send(issuer.authWithKey().header("Origin", origin));

      assertNoHeader(response, "Access-Control-Allow-Origin");
      assertHeader(response, "Vary", "Origin");
    }
    assertEquals(405, issuer.send(preflight(issuer, OTHER)).statusCode());
  }

  @Test
  void aPreflightIsToldWhatMayBeSent() {
    HttpResponse<String> response = issuer.send(preflight(issuer, SHOP));

    assertEquals(204, response.statusCode());
    assertHeader(response, "Access-Control-Allow-Origin", SHOP);
    assertHeader(response, "Access-Control-Allow-Methods", "POST");
    assertHeader(
        response,
        "Access-Control-Allow-Headers",
        "apikey, authorization, content-type, traceparent, x-api-key, x-request-id");
    assertHeader(response, "Access-Control-Max-Age", "600");
  }

  @Test
  void optionsWithoutAPreflightIsJustAnotherMethod() {
    HttpRequest.Builder options =
        issuer.to("/auth").method("OPTIONS", BodyPublishers.noBody()).header("Origin", SHOP);

    assertEquals(405, issuer.send(options).statusCode());
  }

  @Test
  void allOriginsMayBeAllowedButNeverWithCredentials(@TempDir Path directory) {
    try (RunningIssuer open = allowing(directory, "*")) {
      HttpResponse<String> response = open.send(open.authWithKey().header("Origin", OTHER));

      assertHeader(response, "Access-Control-Allow-Origin", "*");
      assertNoHeader(response, "Access-Control-Allow-Credentials");
      assertNoHeader(response, "Vary");
    }
  }

  @Test
  void withoutOriginsThereIsNoWordOfIt(@TempDir Path directory) {
    try (RunningIssuer plain = RunningIssuer.in(directory)) {
      HttpResponse<String> response = plain.send(plain.authWithKey().header("Origin", SHOP));

      assertNoHeader(response, "Access-Control-Allow-Origin");
      assertNoHeader(response, "Vary");
      assertEquals(405, plain.send(preflight(plain, SHOP)).statusCode());
    }
  }

  private static RunningIssuer allowing(Path directory, String... origins) {
    return RunningIssuer.in(
        directory,
        RunningIssuer.config(new ResponseConfig(false, List.of(origins)), ClaimsConfig.DEFAULT),
        RunningIssuer::consumer);
  }

  private static HttpRequest.Builder preflight(RunningIssuer issuer, String origin) {
    return issuer
        .to("/auth")
        .method("OPTIONS", BodyPublishers.noBody())
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "apikey,content-type");
  }

  private static void assertHeader(HttpResponse<String> response, String name, String value) {
    assertEquals(List.of(value), response.headers().allValues(name), name);
  }

  private static void assertNoHeader(HttpResponse<String> response, String name) {
    assertFalse(response.headers().firstValue(name).isPresent(), name);
  }
}
