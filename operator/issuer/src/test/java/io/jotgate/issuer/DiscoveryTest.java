package io.jotgate.issuer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.IssuerConfigCodec;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verifiers fetch. */
class DiscoveryTest {
  private static final String JWKS = "/.well-known/jwks.json";
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  private RunningIssuer issuer;

  @BeforeEach
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.in(directory);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void servesTheKeysForNoLongerThanTheRotationAssumes() {
    HttpResponse<String> response = issuer.send(issuer.to(JWKS).GET());

    assertEquals(200, response.statusCode());
    assertEquals("{\"keys\":[" + issuer.firstKey.publicJwk() + "]}", response.body());
    assertEquals(List.of("public, max-age=600"), response.headers().allValues("Cache-Control"));
    assertEquals(List.of("application/jwk-set+json"), response.headers().allValues("Content-Type"));
    assertFalse(response.body().contains("\"d\""));
  }

  @Test
  void answersThatNothingHasChanged() {
    String tag = issuer.send(issuer.to(JWKS).GET()).headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> headed =
        issuer.send(
            issuer.to(JWKS).method("HEAD", BodyPublishers.noBody()).header("If-None-Match", tag));
    assertEquals(304, headed.statusCode());
    assertEquals(List.of(tag), headed.headers().allValues("ETag"));
    for (String condition : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
      HttpResponse<String> response =
          issuer.send(issuer.to(JWKS).GET().header("If-None-Match", condition));
      assertEquals(304, response.statusCode(), condition);
      assertEquals("", response.body());
    }
    assertEquals(
        200, issuer.send(issuer.to(JWKS).GET().header("If-None-Match", "\"x\"")).statusCode());
  }

  @Test
  void servesHeadAndRefusesTheRest() {
    HttpResponse<String> head =
        issuer.send(issuer.to(JWKS).method("HEAD", BodyPublishers.noBody()));
    HttpResponse<String> get = issuer.send(issuer.to(JWKS).GET());
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    for (String header : List.of("ETag", "Cache-Control", "Content-Type", "Content-Length")) {
      assertEquals(get.headers().allValues(header), head.headers().allValues(header), header);
    }

    for (String path : List.of(JWKS, OAUTH, OPENID)) {
      for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
        HttpResponse<String> other =
            issuer.send(issuer.to(path).method(method, BodyPublishers.noBody()));
        assertEquals(405, other.statusCode(), method + " " + path);
        assertEquals(List.of("GET, HEAD"), other.headers().allValues("Allow"));
        assertTrue(other.body().contains("\"error\":\"invalid_request\""), other.body());
      }
    }
  }

  @Test
  void servesTheMetadataOfRfc8414() {
    HttpResponse<String> response = issuer.send(issuer.to(OAUTH).GET());

    assertEquals(
        "{\"grant_types_supported\":[\"client_credentials\"],"
            + "\"issuer\":\"https://login.shop.svc\",\"jwks_uri\":\"https://login.shop.svc/.well-known/jwks.json\","
            + "\"response_types_supported\":[\"none\"],"
            + "\"scopes_supported\":[\"orders:admin\",\"orders:read\",\"orders:write\"],"
            + "\"token_endpoint\":\"https://login.shop.svc/oauth2/token\","
            + "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\",\"client_secret_post\",\"private_key_jwt\"],"
            + "\"token_endpoint_auth_signing_alg_values_supported\":[\"ES256\",\"ES384\",\"ES512\",\"EdDSA\",\"PS256\","
            + "\"PS384\",\"PS512\",\"RS256\",\"RS384\",\"RS512\"]}",
        response.body());
    assertEquals(List.of("application/json"), response.headers().allValues("Content-Type"));
  }

  @Test
  void servesWhatOpenIdClientsLookFor() {
    String body = issuer.send(issuer.to(OPENID).GET()).body();

    assertTrue(body.contains("\"id_token_signing_alg_values_supported\":[\"ES256\"]"), body);
    assertTrue(body.contains("\"subject_types_supported\":[\"public\"]"), body);
  }

  @Test
  void anIssuerWithAPathAnswersInAllPlacesWhereItIsLookedFor() {
    IssuerConfig old = RunningIssuer.config();
    IssuerConfig withPath =
        new IssuerConfig(
            "https://shop.example/a/login",
            old.audiences(),
            old.ttlSeconds(),
            old.maxTtlSeconds(),
            old.authentication(),
            old.scopes(),
            old.jwksMaxAgeSeconds(),
            old.response(),
            old.claims());
    issuer.mount.with("issuer.json", IssuerConfigCodec.write(withPath)).publish();
    await().until(() -> IssuerConfigCodec.hash(withPath).equals(issuer.state().configHash()));

    for (String path :
        List.of(
            JWKS,
            "/a/login" + JWKS,
            OAUTH,
            OAUTH + "/a/login",
            "/a/login" + OAUTH,
            OPENID + "/a/login",
            "/a/login" + OPENID)) {
      assertEquals(200, issuer.send(issuer.to(path).GET()).statusCode(), path);
    }
    assertTrue(
        issuer
            .send(issuer.to(OAUTH).GET())
            .body()
            .contains("\"jwks_uri\":\"https://shop.example/a/login/.well-known/jwks.json\""));
    assertEquals(
        200,
        issuer
            .send(
                issuer
                    .to("/a/login/auth")
                    .POST(BodyPublishers.noBody())
                    .header("apikey", issuer.apiKey.text()))
            .statusCode());
    assertEquals(404, issuer.send(issuer.to("/a/login2/auth").GET()).statusCode());
  }

  @Test
  void givesEachContentItsOwnTag() {
    String before = issuer.send(issuer.to(OAUTH).GET()).headers().firstValue("ETag").orElseThrow();
    IssuerConfig old = RunningIssuer.config();
    IssuerConfig fewerScopes =
        new IssuerConfig(
            old.issuerURL(),
            old.audiences(),
            old.ttlSeconds(),
            old.maxTtlSeconds(),
            old.authentication(),
            List.of("orders:read"),
            old.jwksMaxAgeSeconds(),
            old.response(),
            old.claims());
    issuer.mount.with("issuer.json", IssuerConfigCodec.write(fewerScopes)).publish();
    await().until(() -> IssuerConfigCodec.hash(fewerScopes).equals(issuer.state().configHash()));

    HttpResponse<String> after =
        issuer.send(issuer.to(OAUTH).GET().header("If-None-Match", before));

    assertEquals(200, after.statusCode());
    assertTrue(after.body().contains("\"scopes_supported\":[\"orders:read\"]"), after.body());
  }

  @Test
  void hasNoKeysToServeBeforeTheRingComes(@TempDir Path other) {
    try (RunningIssuer empty = RunningIssuer.withoutFiles(other)) {
      empty.mount.without("ring.json").publish();
      await().until(() -> empty.port() != 0);

      HttpResponse<String> response = empty.send(empty.to(JWKS).GET());

      assertEquals(503, response.statusCode());
      assertEquals(List.of("5"), response.headers().allValues("Retry-After"));
    }
  }
}
