package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerConfigTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.shop.svc",
        "https://",
        "https://login.shop.svc/",
        "https://login.shop.svc?x",
        "https://login.shop.svc#x",
        "https://user@login.shop.svc",
        "login.shop.svc",
        "https://login shop"
      })
  void refusesAnIssuerIdentifierThatRfc8414DoesNotAllow(String url) {
    assertThrows(InvalidDocumentException.class, () -> config(url, List.of("a"), 60, 60, "apikey"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://login.shop.svc", "https://a.example:8443", "https://a.example/b/c"})
  void takesAnIssuerIdentifierWithPortAndPath(String url) {
    assertEquals(url, config(url, List.of("a"), 60, 60, "apikey").issuerURL());
  }

  @Test
  void refusesALifeThatIsLongerThanTheLongest() {
    assertThrows(
        InvalidDocumentException.class, () -> config("https://a", List.of("a"), 61, 60, "apikey"));
    assertThrows(
        InvalidDocumentException.class,
        () -> config("https://a", List.of("a"), 60, 86_401, "apikey"));
    assertThrows(
        InvalidDocumentException.class, () -> config("https://a", List.of("a"), 0, 60, "apikey"));
  }

  @Test
  void refusesAnEmptyCatalogueOfAudiences() {
    assertThrows(
        InvalidDocumentException.class, () -> config("https://a", List.of(), 60, 60, "apikey"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "authorization", "x y", "x\r\ny", "", "1x"})
  void refusesAHeaderNameThatCannotCarryAKey(String header) {
    assertThrows(
        InvalidDocumentException.class, () -> config("https://a", List.of("a"), 60, 60, header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "a\\b", "a\r\nb", "\u00e4"})
  void refusesARealmThatAChallengeCannotCarry(String realm) {
    AuthenticationConfig some = AuthenticationConfig.ofHeaders("apikey");

    assertThrows(
        InvalidDocumentException.class,
        () ->
            new AuthenticationConfig(
                true,
                List.of(),
                true,
                realm,
                some.failuresPerSource(),
                some.failuresPerCredential(),
                List.of()));
  }

  @Test
  void refusesAThrottleThatNeverOrAlwaysRefuses() {
    assertThrows(InvalidDocumentException.class, () -> new Throttle(0, 60));
    assertThrows(InvalidDocumentException.class, () -> new Throttle(10_001, 60));
    assertThrows(InvalidDocumentException.class, () -> new Throttle(1, 0));
    assertThrows(InvalidDocumentException.class, () -> new Throttle(1, 86_401));
  }

  private static IssuerConfig config(
      String url, List<String> audiences, long ttl, long maxTtl, String header) {
    return new IssuerConfig(
        url,
        audiences,
        ttl,
        maxTtl,
        AuthenticationConfig.ofHeaders(header),
        List.of(),
        60,
        ResponseConfig.DEFAULT,
        ClaimsConfig.DEFAULT);
  }
}
