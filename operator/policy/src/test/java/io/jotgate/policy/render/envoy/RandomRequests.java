package io.jotgate.policy.render.envoy;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.evaluate.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests in many spellings with good and bad tokens. */
final class RandomRequests {
  private static final List<String> SPELLINGS =
      List.of(
          "/",
          "/a",
          "/a/b",
          "/a/b/c",
          "/b",
          "/b/",
          "/a/@x",
          "/a/%40x",
          "/~c",
          "/%7Ec",
          "/a$b",
          "/a%24b",
          "//a",
          "/a/../b",
          "/b/%2e%2e/a",
          "/a;b",
          "/%61",
          "/A",
          "/ab",
          "/a%2fb",
          "/a?b",
          "/a/./b",
          "/a\\b",
          "/a/b/c/d?x=/b",
          "/a%",
          "/a%zz",
          "/a//../b",
          "/..",
          "/a/.");
  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE");

  /** All but one are the host that some routes are limited to. */
  private static final List<String> HOSTS =
      List.of("orders", "api.example.com", "API.EXAMPLE.COM:8080", "api.example.com.");

  private static final List<String> SCOPES =
      List.of("", "s1", "s1 s2", "s1 s2 s3", "s2", "s1s2", "S1");

  private final Random random;
  private final List<TestIssuer> issuers;

  /** Requests with tokens of these issuers; name one twice to see it more often. */
  RandomRequests(Random random, List<TestIssuer> issuers) {
    this.random = random;
    this.issuers = issuers;
  }

  /**
   * A request.
   *
   * @param form the unusual form of its credentials, or empty
   */
  record Sample(Request request, String form) {}

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A request; two of three aim at a rule, the others ask for anything in any spelling. */
  Sample next(List<RandomPolicies.Aim> aims) {
    RandomPolicies.Aim aim =
        random.nextInt(3) == 0
            ? new RandomPolicies.Aim(pick(SPELLINGS), pick(METHODS))
            : pick(aims);
    String method = aim.method();
    String host = pick(HOSTS);
    String target = aim.path();
    if (random.nextInt(10) == 0) {
      String form = pick(List.copyOf(TokenForms.NAMES));
      String authorization = TokenForms.authorization(form, pick(issuers), claims(pick(issuers)));
      return new Sample(new Request(method, host, target, List.of(authorization)), form);
    }
    return new Sample(new Request(method, host, target, authorization()), "");
  }

  private List<String> authorization() {
    return switch (random.nextInt(10)) {
      case 0 -> List.of();
      case 1 -> List.of(pick(List.of("Basic YTpi", "Bearer not.a.token", "bearer x", "Bearer")));
      default -> List.of("Bearer " + token());
    };
  }

  private String token() {
    TestIssuer issuer = pick(issuers);
    Map<String, Object> claims = claims(issuer);
    switch (random.nextInt(16)) {
      case 0 -> claims.put("aud", pick(List.of("other-api", "partner-api", "orders-api/")));
      case 1 -> claims.put("aud", List.of("x", "orders-api"));
      case 2 -> claims.put("exp", Instant.now().getEpochSecond() + pick(List.of(-100, 2000)));
      case 3 -> claims.put("nbf", Instant.now().getEpochSecond() + 100);
      case 4 -> claims.remove("jti");
      case 5 -> claims.put("iss", "https://other.shop.svc");
      case 6 -> claims.put("iat", Instant.now().getEpochSecond() - 100);
      case 7 -> claims.remove("iat");
      case 8 -> claims.put("sub", pick(List.<Object>of("a\nb", List.of("a"))));
      default -> {
        // Good as it is.
      }
    }
    return issuer.sign(random.nextInt(15) == 0 ? "JWT" : "at+jwt", claims);
  }

  private Map<String, Object> claims(TestIssuer issuer) {
    Map<String, Object> claims = issuer.claims(pick(SCOPES));
    if (random.nextInt(6) == 0) {
      claims.put(
          pick(List.of("scope", "scp")), pick(List.<Object>of("s1 s3", List.of("s1", "s2"), 7)));
    }
    if (random.nextInt(3) == 0) {
      claims.put("jti", pick(RandomRevocations.TOKENS));
    }
    claims.put("client_id", pick(List.of("batch", "billing/nightly", "nightly")));
    claims.put(
        "role",
        pick(List.<Object>of("admin", "reader", List.of("x", "auditor"), List.of(7, "admin"), 7)));
    claims.put("tier", pick(List.<Object>of("gold", List.of("gold", "x"), "x", true)));
    claims.put("groups", pick(List.<Object>of("g1", List.of("x", "g2"), List.of(), "g1 g2")));
    return claims;
  }
}
