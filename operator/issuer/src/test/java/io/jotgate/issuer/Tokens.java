package io.jotgate.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification.Verified;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Tokens as clients and verifiers see them. */
final class Tokens {
  record Issued(String token, String kid, long issuedAt) {}

  private Tokens() {}

  static Issued issue(RunningIssuer issuer) {
    HttpResponse<String> response = issuer.send(issuer.authWithKey());
    assertEquals(200, response.statusCode(), response.body());
    String token = inHeader(response);
    Verified verified = verify(issuer, token);
    return new Issued(
        token, verified.kid(), assertInstanceOf(Long.class, verified.claims().get("iat")));
  }

  /** The token in the header of an answer. */
  static String inHeader(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    return response
        .headers()
        .firstValue("Authorization")
        .orElseThrow()
        .substring("Bearer ".length());
  }

  static Verified verify(RunningIssuer issuer, String token) {
    return assertInstanceOf(
        Verified.class,
        new TokenVerifier(served(issuer), "at+jwt")
            .verify(token, RunningIssuer.NOW, Duration.ZERO));
  }

  static List<String> servedKids(RunningIssuer issuer) {
    return served(issuer).stream().map(PublicJwk::kid).toList();
  }

  private static List<PublicJwk> served(RunningIssuer issuer) {
    return JwkSets.parse(issuer.send(issuer.to("/.well-known/jwks.json").GET()).body());
  }
}
