package io.jotgate.issuer.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jotgate.issuer.claims.ClaimsResult.Claims;
import io.jotgate.issuer.claims.ClaimsResult.Refused;
import io.jotgate.issuer.model.AssertableClaim;
import io.jotgate.issuer.model.ClaimMapping;
import io.jotgate.issuer.model.ClaimSource;
import io.jotgate.issuer.model.ClaimSource.Body;
import io.jotgate.issuer.model.ClaimSource.Consumer;
import io.jotgate.issuer.model.ClaimSource.Credential;
import io.jotgate.issuer.model.ClaimSource.Header;
import io.jotgate.issuer.model.ClaimSource.Value;
import io.jotgate.issuer.model.ClaimType;
import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.JsonPointer;
import io.jotgate.issuer.model.SensitiveAction;
import io.jotgate.issuer.model.ValuePattern;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsBuilderTest {
  private static final String CARD = "4111 1111 1111 1111";
  private static final ClaimSource BODY = new Body(JsonPointer.parse("/user/id"));

  @Test
  void takesEachClaimFromWhereItsMappingSays() {
    ClaimsResult result =
        build(
            config(
                string("role", new Consumer("role")),
                new ClaimMapping(
                    "teams", new Consumer("groups"), ClaimType.STRING_LIST, false, null, 64),
                string("via", new Credential(Credential.Property.TYPE)),
                string("key", new Credential(Credential.Property.NAME)),
                string("userID", BODY),
                string("region", new Header("X-Region")),
                new ClaimMapping("level", new Value("7"), ClaimType.INTEGER, false, null, 64)),
            body("u-1"),
            Map.of("X-Region", List.of("eu")));

    assertEquals(
        "{key=main, level=7, region=eu, role=reader, teams=[a, b], userID=u-1, via=ApiKey}",
        ((Claims) result).values().toString());
    assertEquals(7L, ((Claims) result).values().get("level"));
  }

  @Test
  void whatNoMappingNamesStaysOut() {
    ClaimsResult result =
        build(config(), Map.of("userID", "u-1", "admin", true), Map.of("X-Region", List.of("eu")));

    assertEquals(Map.of(), ((Claims) result).values());
  }

  @Test
  void aClaimWithoutAValueIsLeftOutUnlessItIsRequired() {
    ClaimMapping optional = string("userID", BODY);
    ClaimMapping required = new ClaimMapping("userID", BODY, ClaimType.STRING, true, null, 64);

    assertEquals(Map.of(), ((Claims) build(config(optional), Map.of())).values());
    assertRefused("userID", "required", build(config(required), Map.of()));
  }

  @Test
  void aClientFillsOnlyWhatItsConsumerMayAssert() {
    assertRefused("userID", "assertable", build(config(string("userID", BODY)), body("U 1")));
    assertRefused("other", "assertable", build(config(string("other", BODY)), body("u-1")));
    assertRefused(
        "other",
        "assertable",
        build(
            config(string("other", new Header("X-Other"))),
            Map.of(),
            Map.of("X-Other", List.of("x"))));
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    ClaimsConfig strings = config(string("userID", BODY));

    assertRefused("userID", "type", build(strings, body(7L)));
    assertRefused("userID", "type", build(strings, body(true)));
    assertRefused("userID", "type", build(strings, body(List.of("u-1"))));
    assertRefused("userID", "type", build(strings, body(Map.of("u", "1"))));
  }

  @Test
  void nullIsNoValue() {
    Map<String, @Nullable Object> user = new HashMap<>();
    user.put("id", null);

    ClaimsResult result = build(config(string("userID", BODY)), Map.of("user", user));

    assertEquals(Map.of(), ((Claims) result).values());
  }

  @Test
  void theWholeValueMatchesThePatternOfTheMappingToo() {
    ClaimsConfig config =
        config(
            new ClaimMapping(
                "userID", BODY, ClaimType.STRING, false, new ValuePattern("u-[0-9]"), 64));

    assertInstanceOf(Claims.class, build(config, body("u-1")));
    assertRefused("userID", "pattern", build(config, body("u-12")));
  }

  @Test
  void aStringIsNotEmptyAndNotTooLong() {
    ClaimsConfig config = config(new ClaimMapping("free", BODY, ClaimType.STRING, false, null, 3));

    assertInstanceOf(Claims.class, build(config, body("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00")));
    assertRefused("free", "length", build(config, body("abcd")));
    assertRefused("free", "length", build(config, body("")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nb", "a\u0000", "\u007F", "\u0085", "\uD800", "\uDC00x", "\u202Ex", "\uFFFF"})
  void charactersThatAreMoreThanAValueAreRefused(String text) {
    assertRefused("free", "characters", build(config(string("free", BODY)), body(text)));
  }

  @Test
  void aHeaderHasOneValueOfPrintableAscii() {
    ClaimsConfig config = config(string("free", new Header("X-Free")));

    assertRefused("free", "several", build(config, Map.of(), Map.of("X-Free", List.of("a", "b"))));
    assertRefused("free", "characters", build(config, Map.of(), Map.of("X-Free", List.of("é"))));
  }

  @Test
  void linesOfAListAreOneList() {
    ClaimsConfig config =
        config(
            new ClaimMapping("free", new Header("X-Free"), ClaimType.STRING_LIST, false, null, 64));

    Claims claims = (Claims) build(config, Map.of(), Map.of("X-Free", List.of("a, b", "c")));

    assertEquals(List.of("a", "b", "c"), claims.values().get("free"));
  }

  @Test
  void sensitiveValuesAreRefusedByNameOfClaimAndRuleWithoutTheValue() {
    Refused refused = (Refused) build(config(string("free", BODY)), body(CARD));

    assertEquals(new Refused("free", "card_number", "the value looks like a card number"), refused);
    assertFalse(refused.toString().contains("4111"));
  }

  @Test
  void sensitiveValuesAreFoundInEveryTypeAndSource() {
    ClaimMapping number = new ClaimMapping("free", BODY, ClaimType.INTEGER, false, null, 64);
    ClaimMapping list = new ClaimMapping("free", BODY, ClaimType.STRING_LIST, false, null, 64);

    assertRefused("free", "card_number", build(config(number), body(4_111_111_111_111_111L)));
    assertRefused("free", "card_number", build(config(list), body(List.of("a", CARD))));
    assertRefused("free", "card_number", build(config(string("free", new Value(CARD)))));
    assertRefused("free", "card_number", build(config(string("free", new Consumer("card")))));
  }

  @Test
  void dropLeavesOutASensitiveClaimUnlessItIsRequired() {
    ClaimMapping required = new ClaimMapping("free", BODY, ClaimType.STRING, true, null, 64);

    Claims claims = (Claims) build(dropping(string("free", BODY)), body(CARD));
    assertEquals(Map.of(), claims.values());
    assertEquals(List.of("free"), claims.dropped());
    assertRefused("free", "card_number", build(dropping(required), body(CARD)));
  }

  @Test
  void allClaimsTogetherFitIntoAHeader() {
    ClaimMapping[] mappings =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new ClaimMapping(
                        "c" + i, new Value("é".repeat(300)), ClaimType.STRING, false, null, 1024))
            .toArray(ClaimMapping[]::new);

    assertRefused("c6", "size", build(config(mappings)));
  }

  private static void assertRefused(String claim, String rule, ClaimsResult result) {
    Refused refused = assertInstanceOf(Refused.class, result);
    assertEquals(claim + " " + rule, refused.claim() + " " + refused.rule());
  }

  private static Map<String, @Nullable Object> body(Object userId) {
    return Map.of("user", Map.of("id", userId));
  }

  private static ClaimMapping string(String claim, ClaimSource source) {
    return new ClaimMapping(claim, source, ClaimType.STRING, false, null, 64);
  }

  private static ClaimsConfig config(ClaimMapping... mappings) {
    return new ClaimsConfig(Arrays.asList(mappings), true, SensitiveAction.REJECT, List.of());
  }

  private static ClaimsConfig dropping(ClaimMapping... mappings) {
    return new ClaimsConfig(Arrays.asList(mappings), true, SensitiveAction.DROP, List.of());
  }

  private static ClaimsResult build(ClaimsConfig config) {
    return build(config, Map.of());
  }

  private static ClaimsResult build(ClaimsConfig config, Map<String, @Nullable Object> body) {
    return build(config, body, Map.of());
  }

  private static ClaimsResult build(
      ClaimsConfig config, Map<String, @Nullable Object> body, Map<String, List<String>> headers) {
    ConsumerEntry consumer =
        new ConsumerEntry(
            "batch",
            "uid",
            List.of(),
            List.of(),
            List.of("b", "a"),
            Map.of("role", "reader", "card", CARD),
            List.of(
                new AssertableClaim("userID", "[a-z0-9-]+"),
                new AssertableClaim("region", "[a-z]{2}"),
                new AssertableClaim("free", "(?s).*")),
            null,
            null,
            List.of());
    Function<String, List<String>> lookUp = name -> headers.getOrDefault(name, List.of());
    return ClaimsBuilder.build(
        config, new ClaimsRequest(consumer, "main", "abcdefghijk2", "ApiKey", body, lookUp));
  }
}
