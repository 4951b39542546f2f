package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.model.ClaimSource.Body;
import io.jotgate.issuer.model.ClaimSource.Consumer;
import io.jotgate.issuer.model.ClaimSource.Credential;
import io.jotgate.issuer.model.ClaimSource.Header;
import io.jotgate.issuer.model.ClaimSource.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsConfigTest {
  private static final ClaimSource BODY = new Body(JsonPointer.parse("/x"));

  @Test
  void writesAndReadsEveryKindOfMapping() {
    ClaimsConfig claims =
        new ClaimsConfig(
            List.of(
                mapping("userID", new Body(JsonPointer.parse("/user/id"))),
                mapping("role", new Consumer("role")),
                mapping("via", new Credential(Credential.Property.TYPE)),
                mapping("region", new Header("X-Region")),
                new ClaimMapping(
                    "level",
                    new Value("7"),
                    ClaimType.INTEGER,
                    false,
                    null,
                    ClaimMapping.DEFAULT_MAX_LENGTH),
                new ClaimMapping(
                    "orders", BODY, ClaimType.STRING_LIST, true, new ValuePattern("[a-z]+"), 64)),
            false,
            SensitiveAction.DROP,
            List.of("salary", "birthdate"));
    IssuerConfig config = config(claims, "apikey");

    assertEquals(config, IssuerConfigCodec.read(IssuerConfigCodec.write(config)));
    assertEquals(List.of("birthdate", "salary"), config.claims().denyNames());
    assertEquals("level", config.claims().mappings().getFirst().claim());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "typ",
        "scope",
        "scp",
        "client_id",
        "clientId",
        "transactionId",
        "cnf",
        "act",
        "Sub",
        "TRANSACTION_ID"
      })
  void theClaimsOfTheServiceCannotBeMappedFromAnywhere(String claim) {
    assertRefused(() -> mapping(claim, new Value("x")), "set by the token service");
    assertRefused(() -> mapping(claim, new Consumer("x")), "set by the token service");
    assertRefused(() -> mapping(claim, BODY), "set by the token service");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "role", "Roles", "groups", "cognito:groups", "https://shop.example/role", "permissions",
        "realm_access", "isAdmin", "admin", "email_verified", "https://x/scope", "entitlements"
      })
  void authorityComesFromTheOperatorsSideOnly(String claim) {
    assertRefused(() -> mapping(claim, BODY), "cannot come from the client");
    assertRefused(() -> mapping(claim, new Header("X-Role")), "cannot come from the client");
    assertDoesNotThrow(() -> mapping(claim, new Consumer("x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "user_password",
        "passwd",
        "passphrase",
        "secret",
        "clientSecret",
        "token",
        "accessToken",
        "id_token",
        "tokenValue",
        "apikey",
        "api_key",
        "API-Key",
        "authorization",
        "pan",
        "card_pan",
        "cardPan",
        "PAN",
        "cvv",
        "ssn",
        "userSSN",
        "iban",
        "IBAN",
        "creditCard",
        "cardNumber",
        "pin",
        "private_key",
        "socialSecurity",
        "session_cookie",
        "secrets"
      })
  void namesOfSensitiveDataAreRefusedForClaimsAndSources(String name) {
    assertRefused(() -> mapping(name, new Value("x")), "sensitive data");
    assertRefused(() -> new Consumer(name), "sensitive data");
    assertRefused(() -> new Body(JsonPointer.parse("/user/" + name)), "sensitive data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "company", "userID", "span", "japan", "panel", "shipping", "spin", "opinion", "secretary",
        "tokenized", "compass", "tenant", "email", "expand", "pinned", "carbon", "address", "plan"
      })
  void namesThatOnlyContainTheLettersAreFine(String name) {
    assertDoesNotThrow(() -> mapping(name, BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Cookie", "apikey", "X-API-Key", "X-Auth-Token"})
  void headersThatCarryCredentialsAreRefused(String header) {
    assertRefused(() -> new Header(header), "sensitive data");
  }

  @Test
  void noClaimReadsAHeaderOfApiKeys() {
    ClaimsConfig claims =
        new ClaimsConfig(
            List.of(mapping("region", new Header("X-Shop-Id"))),
            true,
            SensitiveAction.REJECT,
            List.of());

    assertRefused(() -> config(claims, "x-shop-id"), "header of API keys");
  }

  @Test
  void aClaimHasOneMappingAndNoDeniedName() {
    ClaimMapping salary = mapping("base_Salary", BODY);

    assertRefused(() -> claims(List.of(salary, salary), List.of()), "mapped twice");
    assertRefused(() -> claims(List.of(salary), List.of("baseSalary")), "in denyNames");
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER,x",
    "INTEGER,01",
    "INTEGER,1.5",
    "INTEGER,9007199254740992",
    "BOOLEAN,yes",
    "STRING_LIST,'a,,b'"
  })
  void aConstantHasTheTypeOfItsClaim(ClaimType type, String text) {
    assertRefused(() -> new ClaimMapping("level", new Value(text), type, false, null, 256), "type");
  }

  @Test
  void aTextStandsForAValueOfItsType() {
    assertEquals(Optional.of(-7L), ClaimType.INTEGER.parse("-7"));
    assertEquals(Optional.of(true), ClaimType.BOOLEAN.parse("true"));
    assertEquals(Optional.of(List.of("a", "b c")), ClaimType.STRING_LIST.parse("a, b c"));
    assertEquals(Optional.empty(), ClaimType.INTEGER.accept(Long.MIN_VALUE));
    assertEquals(Optional.empty(), ClaimType.STRING.accept(7L));
    assertEquals(Optional.empty(), ClaimType.STRING_LIST.accept(List.of("a", 7L)));
  }

  private static void assertRefused(Runnable what, String why) {
    InvalidDocumentException refused = assertThrows(InvalidDocumentException.class, what::run);
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused.getMessage());
  }

  private static ClaimMapping mapping(String claim, ClaimSource source) {
    return new ClaimMapping(
        claim, source, ClaimType.STRING, false, null, ClaimMapping.DEFAULT_MAX_LENGTH);
  }

  private static ClaimsConfig claims(List<ClaimMapping> mappings, List<String> denyNames) {
    return new ClaimsConfig(mappings, true, SensitiveAction.REJECT, denyNames);
  }

  private static IssuerConfig config(ClaimsConfig claims, String header) {
    return new IssuerConfig(
        "https://login.shop.svc",
        List.of("orders-api"),
        300,
        900,
        AuthenticationConfig.ofHeaders(header),
        List.of(),
        60,
        ResponseConfig.DEFAULT,
        claims);
  }
}
