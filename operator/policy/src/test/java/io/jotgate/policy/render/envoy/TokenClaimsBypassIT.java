package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known ways to pass with a token that its issuer has signed for something else. */
@Tag("envoy")
class TokenClaimsBypassIT extends BypassAttempts {
  TokenClaimsBypassIT(@TempDir Path directory) {
    super(directory);
  }

  @ParameterizedTest
  @MethodSource("timesThatAreNone")
  void aTokenLivesWithinItsTimes(String claim, Object value) {
    Map<String, Object> claims = workload.login().claims("orders:read");
    if (value.equals("absent")) {
      claims.remove(claim);
    } else {
      claims.put(claim, value);
    }
    workload.assertInvalid("Bearer " + workload.login().sign("at+jwt", claims));
  }

  static Stream<Arguments> timesThatAreNone() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        Arguments.of("exp", "absent"),
        Arguments.of("exp", 0),
        Arguments.of("exp", -1),
        Arguments.of("exp", now - 3600),
        Arguments.of("exp", Long.toString(now + 300)),
        Arguments.of("exp", now + 1_000_000),
        Arguments.of("exp", Long.MAX_VALUE),
        Arguments.of("exp", true),
        Arguments.of("exp", List.of(now + 300)),
        Arguments.of("nbf", now + 3600),
        Arguments.of("nbf", Long.MAX_VALUE));
  }

  @Test
  void anAudienceIsExact() {
    for (Object audience :
        List.of(
            "",
            "orders",
            "orders-api/",
            "https://orders-api",
            "https://orders-api/",
            "http://orders-api",
            "ORDERS-API",
            " orders-api",
            "orders-api,partner-api",
            List.of(),
            List.of("x", "y"),
            List.of(List.of("orders-api")),
            7)) {
      assertInvalidWith("aud", audience);
    }
    Map<String, Object> claims = workload.login().claims("orders:read");
    claims.remove("aud");
    workload.assertInvalid("Bearer " + workload.login().sign("at+jwt", claims));
    // An audience of the other issuer only.
    assertInvalidWith("aud", "partner-api");
  }

  @Test
  void anIssuerIsExact() {
    String iss = workload.login().iss();
    for (Object other :
        List.of(
            iss + "/",
            iss.toUpperCase(Locale.ROOT),
            iss.replace("https", "http"),
            iss + "#",
            "",
            List.of(iss),
            "https://unknown.shop.svc",
            workload.partner().iss())) {
      assertInvalidWith("iss", other);
    }
  }

  /** H, P and S stand for the parts of a good token. */
  @Test
  void aScopeIsAWholeWord() {
    for (Object scope :
        List.of(
            "",
            "orders:readwrite",
            "xorders:read",
            "orders:read,orders:write",
            "orders:write\torders:read",
            "orders:write\u00a0orders:read",
            "orders:write\u2003orders:read",
            "Orders:Read",
            "orders:*",
            "*",
            7,
            true,
            List.of("orders:readwrite"),
            List.of(List.of("orders:read")),
            Map.of("orders:read", true))) {
      Map<String, Object> claims = workload.login().claims("");
      claims.put("scope", scope);
      HttpAnswer answer =
          workload.refused(
              "GET", "/orders", AttackedWorkload.bearer(workload.login().sign("at+jwt", claims)));
      assertEquals(403, answer.status(), () -> scope + ": " + answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JWT",
        "jwt",
        "ID",
        "Refresh",
        "secevent+jwt",
        "logout+jwt",
        "dpop+jwt",
        "at+jwt "
      })
  void aTokenOfAnotherKindIsNone(String typ) {
    workload.assertInvalid(
        "Bearer " + workload.login().sign(typ, workload.login().claims("orders:read")));
  }

  @Test
  void aTokenWithoutTypeIsNone() {
    Map<String, Object> header = header();
    header.remove("typ");
    workload.assertInvalid(
        "Bearer " + workload.login().sign(header, workload.login().claims("orders:read")));
  }

  private void assertInvalidWith(String claim, Object value) {
    Map<String, Object> claims = workload.login().claims("orders:read");
    claims.put(claim, value);
    workload.assertInvalid("Bearer " + workload.login().sign("at+jwt", claims));
  }

  private Map<String, Object> header() {
    return new TreeMap<>(workload.login().header("at+jwt"));
  }
}
