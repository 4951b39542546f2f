package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.AssertableClaim;
import io.jotgate.issuer.model.ClaimMapping;
import io.jotgate.issuer.model.ClaimSource;
import io.jotgate.issuer.model.ClaimSource.Body;
import io.jotgate.issuer.model.ClaimSource.Consumer;
import io.jotgate.issuer.model.ClaimSource.Credential;
import io.jotgate.issuer.model.ClaimSource.Header;
import io.jotgate.issuer.model.ClaimType;
import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.JsonPointer;
import io.jotgate.issuer.model.ResponseConfig;
import io.jotgate.issuer.model.SensitiveAction;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a client says of itself, on its way into a token or into a refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestedClaimsTest {
  private static final String CARD = "4111111111111111";

  private RunningIssuer issuer;

  @BeforeAll
  void start(@TempDir Path directory) {
    issuer = RunningIssuer.in(directory, config(SensitiveAction.REJECT), this::consumer);
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void mappedClaimsAreInTheToken() {
    Map<String, ?> claims = claims(issuer, "{\"claims\":{\"user\":{\"id\":\"u-1\"}}}");

    assertEquals("u-1", claims.get("userID"));
    assertEquals("reader", claims.get("role"));
    assertEquals("main", claims.get("via"));
    assertEquals("eu", claims.get("region"));
  }

  @Test
  void whatNoMappingNamesIsNot() {
    Map<String, ?> claims =
        claims(
            issuer,
            "{\"claims\":{\"user\":{\"id\":\"u-1\"},\"admin\":true,\"sub\":\"root\",\"role\":\"admin\"}}");

    assertFalse(claims.containsKey("admin"));
    assertEquals("uid-of-batch", claims.get("sub"));
    assertEquals("reader", claims.get("role"));
  }

  @Test
  void theTransactionIdIsAClaimOnlyIfTheIssuerSaysSo() {
    HttpResponse<String> response = post(issuer, "{\"claims\":{\"user\":{\"id\":\"u-1\"}}}");

    assertTrue(response.headers().firstValue("X-Transaction-Id").isPresent());
    assertFalse(
        Tokens.verify(issuer, Tokens.inHeader(response)).claims().containsKey("transactionId"));
  }

  @Test
  void aRefusalNamesTheClaimAndTheRuleButNotTheValue() {
    HttpResponse<String> missing = post(issuer, "{\"claims\":{}}");
    HttpResponse<String> forged = post(issuer, "{\"claims\":{\"user\":{\"id\":\"Not Mine\"}}}");
    HttpResponse<String> typed = post(issuer, "{\"claims\":{\"user\":{\"id\":7}}}");
    HttpResponse<String> card =
        post(issuer, "{\"claims\":{\"user\":{\"id\":\"%s\"}}}".formatted(CARD));

    assertRefused("claim userID: a value is required", missing);
    assertRefused("claim userID: this client may not assert this value", forged);
    assertRefused("claim userID: the value has another type than the claim", typed);
    assertRefused("claim userID: the value looks like a card number", card);
    List<String> lines = issuer.audit().lines().toList();
    assertTrue(
        lines.stream()
            .anyMatch(
                line ->
                    line.contains("\"claim\":\"userID\"")
                        && line.contains("\"reason\":\"claim\"")
                        && line.contains("\"rule\":\"card_number\"")),
        issuer.audit());
    assertFalse((issuer.audit() + card.body() + forged.body()).contains(CARD));
    assertFalse((issuer.audit() + card.body() + forged.body()).contains("Not Mine"));
  }

  @Test
  void aSensitiveValueIsDroppedIfTheIssuerSaysSo(@TempDir Path directory) {
    try (RunningIssuer dropping =
        RunningIssuer.in(directory, config(SensitiveAction.DROP), this::consumer)) {
      HttpResponse<String> response =
          dropping.send(
              dropping
                  .authWithKey()
                  .header("Content-Type", "application/json")
                  .header("X-Region", CARD)
                  .POST(BodyPublishers.ofString("{\"claims\":{\"user\":{\"id\":\"u-1\"}}}")));

      assertFalse(
          Tokens.verify(dropping, Tokens.inHeader(response)).claims().containsKey("region"));
      assertTrue(dropping.audit().contains("\"dropped\":[\"region\"]"), dropping.audit());
      assertFalse(dropping.audit().contains(CARD));
    }
  }

  @Test
  void theTokenIsInTheBodyIfTheIssuerSaysSo(@TempDir Path directory) {
    try (RunningIssuer other =
        RunningIssuer.in(
            directory,
            RunningIssuer.config(new ResponseConfig(true, List.of()), ClaimsConfig.DEFAULT),
            RunningIssuer::consumer)) {
      HttpResponse<String> response = other.send(other.authWithKey());

      assertTrue(
          response
              .body()
              .startsWith("{\"access_token\":\"" + Tokens.inHeader(response) + "\",\"expires_in\""),
          "the token of the header is the first member");
    }
  }

  private static IssuerConfig config(SensitiveAction sensitive) {
    return RunningIssuer.config(
        ResponseConfig.DEFAULT,
        new ClaimsConfig(
            List.of(
                mapping("userID", new Body(JsonPointer.parse("/user/id")), true),
                mapping("role", new Consumer("role"), false),
                mapping("via", new Credential(Credential.Property.NAME), false),
                mapping("region", new Header("X-Region"), false)),
            false,
            sensitive,
            List.of()));
  }

  private static ClaimMapping mapping(String claim, ClaimSource source, boolean required) {
    return new ClaimMapping(claim, source, ClaimType.STRING, required, null, 64);
  }

  private ConsumerEntry consumer(ApiKey key) {
    return new ConsumerEntry(
        "batch",
        "uid-of-batch",
        List.of(),
        List.of("orders-api"),
        List.of(),
        Map.of("role", "reader"),
        List.of(
            new AssertableClaim("userID", "[a-z0-9-]{1,64}"),
            new AssertableClaim("region", "[a-z0-9]{2,16}")),
        null,
        null,
        List.of(key.verifier("main")));
  }

  private static Map<String, ?> claims(RunningIssuer issuer, String body) {
    return Tokens.verify(issuer, Tokens.inHeader(post(issuer, body))).claims();
  }

  private static HttpResponse<String> post(RunningIssuer issuer, String body) {
    return issuer.send(
        issuer
            .authWithKey()
            .header("Content-Type", "application/json")
            .header("X-Region", "eu")
            .POST(BodyPublishers.ofString(body)));
  }

  private static void assertRefused(String description, HttpResponse<String> response) {
    assertEquals(400, response.statusCode(), response.body());
    assertEquals(
        "{\"error\":\"invalid_request\",\"error_description\":\"" + description + "\"}",
        response.body());
    assertFalse(response.headers().firstValue("Authorization").isPresent());
  }
}
