package io.jotgate.issuer.authentication;

import static io.jotgate.issuer.authentication.PresentedCredentials.ASSERTION_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jotgate.issuer.authentication.Presented.ApiKeyText;
import io.jotgate.issuer.authentication.Presented.Assertion;
import io.jotgate.issuer.authentication.Presented.Kind;
import io.jotgate.issuer.authentication.Presented.Malformed;
import io.jotgate.issuer.authentication.Presented.None;
import io.jotgate.issuer.authentication.Presented.Password;
import io.jotgate.issuer.authentication.Presented.Several;
import io.jotgate.issuer.model.AuthenticationConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedCredentialsTest {
  private static final AuthenticationConfig ALL =
      AuthenticationConfig.ofHeaders("apikey", "X-API-Key");

  @Test
  void anApiKeyComesInOneOfTheHeadersOrByItsScheme() {
    assertEquals(new ApiKeyText("k"), auth(ALL, Map.of("x-api-key", List.of("k"))));
    assertEquals(new ApiKeyText("k"), auth(ALL, authorization("ApiKey k")));
    assertEquals(new ApiKeyText("k"), auth(ALL, authorization("apikey  k ")));
  }

  @Test
  void aPasswordComesByBasic() {
    assertEquals(new Password("batch", "a:b"), auth(ALL, basic("batch:a:b")));
    assertEquals(new Password("", ""), auth(ALL, basic(":")));
    assertEquals(
        new Password("shop/b\u00e4tch", "p\u00e4ss \u20ac"),
        auth(ALL, basic("shop/b\u00e4tch:p\u00e4ss \u20ac")));
    assertEquals(new Password("a+b", "%41"), auth(ALL, basic("a+b:%41")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic", "Basic ", "Basic !", "Basic YWJj", "Basic gIA6gA==", "Basic YToKYg=="})
  void whatIsNoUserAndPasswordIsMalformedOrNothing(String value) {
    Presented presented = auth(ALL, authorization(value));

    assertEquals(value.equals("Basic") ? new None() : new Malformed(Kind.BASIC), presented);
  }

  @Test
  void twoCredentialsAreOneTooMany() {
    assertInstanceOf(Several.class, auth(ALL, Map.of("apikey", List.of("a", "b"))));
    assertInstanceOf(
        Several.class, auth(ALL, Map.of("apikey", List.of("a"), "x-api-key", List.of("a"))));
    assertInstanceOf(
        Several.class,
        auth(ALL, Map.of("apikey", List.of("a"), "authorization", List.of("Bearer x"))));
    assertInstanceOf(
        Several.class, auth(ALL, Map.of("authorization", List.of("Basic YTpi", "Basic YTpi"))));
  }

  @Test
  void anotherSchemeIsNoCredential() {
    assertEquals(new None(), auth(ALL, authorization("Bearer x.y.z")));
    assertEquals(new None(), auth(ALL, Map.of()));
  }

  @Test
  void whatIsSwitchedOffIsNotLookedAt() {
    AuthenticationConfig nothing = config(false, false);

    assertEquals(new None(), auth(nothing, Map.of("apikey", List.of("k"))));
    assertEquals(new None(), auth(nothing, authorization("ApiKey k")));
    assertEquals(new None(), auth(nothing, basic("a:b")));
    assertEquals(
        new Password("a", "b"),
        auth(
            config(false, true),
            Map.of("apikey", List.of("k"), "authorization", basic("a:b").get("authorization"))));
  }

  @Test
  void theTokenEndpointDecodesUserAndPassword() {
    assertEquals(
        new Password("shop/batch", "a b+\u20ac"), token(basic("shop%2Fbatch:a+b%2B%E2%82%AC")));
    assertEquals(new Malformed(Kind.BASIC), token(basic("batch:100%")));
    assertEquals(new Malformed(Kind.BASIC), token(basic("batch:%4")));
    assertEquals(new Malformed(Kind.BASIC), token(basic("batch:%zz")));
    assertEquals(new Malformed(Kind.BASIC), token(basic("batch:%ff")));
  }

  @Test
  void theTokenEndpointTakesASecretInTheForm() {
    assertEquals(
        new Password("batch", "s"),
        token(Map.of(), Map.of("client_id", List.of("batch"), "client_secret", List.of("s"))));
    assertEquals(new Malformed(Kind.FORM), token(Map.of(), Map.of("client_secret", List.of("s"))));
    assertEquals(new None(), token(Map.of(), Map.of("client_id", List.of("batch"))));
  }

  @Test
  void theTokenEndpointTakesAnAssertion() {
    assertEquals(
        new Assertion(Optional.empty(), "a.b.c"),
        token(
            Map.of(),
            Map.of(
                "client_assertion", List.of("a.b.c"),
                "client_assertion_type", List.of(ASSERTION_TYPE))));
    assertEquals(
        new Assertion(Optional.of("batch"), "a.b.c"),
        token(
            Map.of(),
            Map.of(
                "client_id", List.of("batch"),
                "client_assertion", List.of("a.b.c"),
                "client_assertion_type", List.of(ASSERTION_TYPE))));
    assertEquals(
        new Malformed(Kind.FORM), token(Map.of(), Map.of("client_assertion", List.of("a.b.c"))));
    assertEquals(
        new Malformed(Kind.FORM),
        token(
            Map.of(),
            Map.of(
                "client_assertion", List.of("a.b.c"),
                "client_assertion_type", List.of("urn:x:saml2-bearer"))));
  }

  @Test
  void aClientNamesItselfOnceOrTwiceTheSame() {
    assertEquals(
        new Password("batch", "s"), token(basic("batch:s"), Map.of("client_id", List.of("batch"))));
    assertEquals(
        new Malformed(Kind.FORM), token(basic("batch:s"), Map.of("client_id", List.of("other"))));
    assertEquals(new Malformed(Kind.FORM), token(Map.of(), Map.of("client_id", List.of("a", "a"))));
  }

  @Test
  void theTokenEndpointTakesOneMethodOnly() {
    Map<String, List<String>> secret =
        Map.of("client_id", List.of("batch"), "client_secret", List.of("s"));

    assertInstanceOf(Several.class, token(basic("batch:s"), secret));
    assertInstanceOf(Several.class, token(authorization("Bearer x"), secret));
    assertInstanceOf(
        Several.class,
        token(
            basic("batch:s"),
            Map.of(
                "client_assertion", List.of("a.b.c"),
                "client_assertion_type", List.of(ASSERTION_TYPE))));
  }

  @Test
  void theTokenEndpointTakesSecretsWhereKeysOrPasswordsAreTaken() {
    assertEquals(new Password("a", "b"), token(config(true, false), basic("a:b"), Map.of()));
    assertEquals(new None(), token(config(false, false), basic("a:b"), Map.of()));
    assertEquals(
        new None(),
        token(
            config(false, false),
            Map.of(),
            Map.of("client_id", List.of("a"), "client_secret", List.of("b"))));
  }

  private static AuthenticationConfig config(boolean apiKey, boolean basic) {
    return new AuthenticationConfig(
        apiKey,
        List.of("apikey"),
        basic,
        "shop",
        ALL.failuresPerSource(),
        ALL.failuresPerCredential(),
        List.of());
  }

  private static Presented auth(AuthenticationConfig config, Map<String, List<String>> headers) {
    return PresentedCredentials.ofHeaders(config, of(headers));
  }

  private static Presented token(Map<String, List<String>> headers) {
    return token(headers, Map.of());
  }

  private static Presented token(
      Map<String, List<String>> headers, Map<String, List<String>> form) {
    return token(ALL, headers, form);
  }

  private static Presented token(
      AuthenticationConfig config,
      Map<String, List<String>> headers,
      Map<String, List<String>> form) {
    return PresentedCredentials.ofTokenRequest(
        config, of(headers), name -> form.getOrDefault(name, List.of()));
  }

  private static Function<String, List<String>> of(Map<String, List<String>> headers) {
    return name -> headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  private static Map<String, List<String>> basic(String userAndPassword) {
    byte[] utf8 = userAndPassword.getBytes(StandardCharsets.UTF_8);
    return authorization("Basic " + Base64.getEncoder().encodeToString(utf8));
  }

  private static Map<String, List<String>> authorization(String value) {
    return Map.of("authorization", List.of(value));
  }
}
