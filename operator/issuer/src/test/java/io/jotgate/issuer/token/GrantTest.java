package io.jotgate.issuer.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.ClaimsConfig;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.IssuerConfig;
import io.jotgate.issuer.model.ResponseConfig;
import io.jotgate.issuer.token.Grant.AudienceRefused;
import io.jotgate.issuer.token.Grant.Granted;
import io.jotgate.issuer.token.Grant.ScopeRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantTest {
  private static final Duration KEY_MAX = Duration.ofMinutes(15);

  @Test
  void givesTheScopesOfTheConsumerThatTheCatalogueKnows() {
    Grant grant =
        decide(config(List.of("a"), List.of("r", "w")), consumer(List.of("w", "x"), List.of()));

    assertEquals(List.of("w"), ((Granted) grant).scopes());
  }

  @Test
  void anEmptyCatalogueOfScopesAllowsAny() {
    Grant grant = decide(config(List.of("a"), List.of()), consumer(List.of("x", "b"), List.of()));

    assertEquals(List.of("b", "x"), ((Granted) grant).scopes());
  }

  @Test
  void aConsumerWithoutScopesGetsNoneWhateverTheCatalogueHas() {
    IssuerConfig config = config(List.of("a"), List.of("r"));
    ConsumerEntry consumer = consumer(List.of(), List.of());

    assertEquals(List.of(), ((Granted) decide(config, consumer)).scopes());
    assertEquals(new ScopeRefused(), decide(config, consumer, scopes("r")));
  }

  @Test
  void aRequestNamesScopesWithinBothCeilings() {
    IssuerConfig config = config(List.of("a"), List.of("r", "w"));
    ConsumerEntry consumer = consumer(List.of("r", "x"), List.of());

    assertEquals(List.of("r"), ((Granted) decide(config, consumer, scopes("r", "r"))).scopes());
    assertEquals(new ScopeRefused(), decide(config, consumer, scopes("w")));
    assertEquals(new ScopeRefused(), decide(config, consumer, scopes("x")));
    assertEquals(new ScopeRefused(), decide(config, consumer, scopes("r", "x")));
  }

  @Test
  void theOnlyAudienceOfTheCatalogueNeedsNoRequest() {
    Grant grant = decide(config(List.of("a"), List.of()), consumer(List.of(), List.of()));

    assertEquals(List.of("a"), ((Granted) grant).audiences());
  }

  @Test
  void oneOfSeveralAudiencesHasToBeNamed() {
    IssuerConfig config = config(List.of("a", "b"), List.of());
    ConsumerEntry consumer = consumer(List.of(), List.of());

    assertEquals(new AudienceRefused(), decide(config, consumer));
    assertEquals(List.of("b"), ((Granted) decide(config, consumer, audiences("b"))).audiences());
    assertEquals(
        List.of("a", "b"), ((Granted) decide(config, consumer, audiences("b", "a"))).audiences());
  }

  @Test
  void theAudiencesOfTheConsumerAreGivenWithoutRequest() {
    Grant grant =
        decide(config(List.of("a", "b", "c"), List.of()), consumer(List.of(), List.of("c", "b")));

    assertEquals(List.of("b", "c"), ((Granted) grant).audiences());
  }

  @Test
  void anAudienceThatLeftTheCatalogueIsNotGiven() {
    IssuerConfig config = config(List.of("a"), List.of());

    assertEquals(new AudienceRefused(), decide(config, consumer(List.of(), List.of("gone"))));
    assertEquals(
        List.of("a"),
        ((Granted) decide(config, consumer(List.of(), List.of("a", "gone")))).audiences());
  }

  @Test
  void refusesAudiencesOutsideOfEitherCeilingAndNone() {
    IssuerConfig config = config(List.of("a", "b"), List.of());
    ConsumerEntry consumer = consumer(List.of(), List.of("a", "gone"));

    assertEquals(new AudienceRefused(), decide(config, consumer, audiences("b")));
    assertEquals(new AudienceRefused(), decide(config, consumer, audiences("gone")));
    assertEquals(new AudienceRefused(), decide(config, consumer, audiences("a", "b")));
    assertEquals(new AudienceRefused(), decide(config, consumer, audiences()));
  }

  @Test
  void theShortestOfAllLifetimesCounts() {
    assertEquals(Duration.ofMinutes(5), ttl(Optional.empty(), KEY_MAX));
    assertEquals(Duration.ofMinutes(1), ttl(Optional.of(Duration.ofMinutes(1)), KEY_MAX));
    assertEquals(Duration.ofMinutes(5), ttl(Optional.of(Duration.ofHours(1)), KEY_MAX));
    assertEquals(Duration.ofSeconds(30), ttl(Optional.empty(), Duration.ofSeconds(30)));
  }

  @Test
  void theLifetimeOfTheConsumerOnlyShortens() {
    assertEquals(Duration.ofSeconds(60), ttl(60L, Optional.empty()));
    assertEquals(Duration.ofMinutes(5), ttl(3600L, Optional.empty()));
    assertEquals(Duration.ofSeconds(30), ttl(60L, Optional.of(Duration.ofSeconds(30))));
    assertEquals(Duration.ofSeconds(60), ttl(60L, Optional.of(Duration.ofMinutes(4))));
  }

  private static Duration ttl(long consumerSeconds, Optional<Duration> wanted) {
    ConsumerEntry consumer =
        new ConsumerEntry(
            "c",
            "uid",
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            consumerSeconds,
            null,
            List.of());
    TokenRequest request = new TokenRequest(Optional.empty(), Optional.empty(), wanted);
    return ((Granted) Grant.decide(config(List.of("a"), List.of()), consumer, request, KEY_MAX))
        .ttl();
  }

  private static Duration ttl(Optional<Duration> wanted, Duration keyMax) {
    TokenRequest request = new TokenRequest(Optional.empty(), Optional.empty(), wanted);
    Grant grant =
        Grant.decide(
            config(List.of("a"), List.of()), consumer(List.of(), List.of()), request, keyMax);
    return ((Granted) grant).ttl();
  }

  private static TokenRequest scopes(String... scopes) {
    return new TokenRequest(Optional.of(List.of(scopes)), Optional.empty(), Optional.empty());
  }

  private static TokenRequest audiences(String... audiences) {
    return new TokenRequest(Optional.empty(), Optional.of(List.of(audiences)), Optional.empty());
  }

  private static Grant decide(IssuerConfig config, ConsumerEntry consumer) {
    return decide(config, consumer, TokenRequest.WHATEVER_IS_ALLOWED);
  }

  private static Grant decide(IssuerConfig config, ConsumerEntry consumer, TokenRequest request) {
    return Grant.decide(config, consumer, request, KEY_MAX);
  }

  private static IssuerConfig config(List<String> audiences, List<String> scopes) {
    return new IssuerConfig(
        "https://a",
        audiences,
        300,
        900,
        AuthenticationConfig.ofHeaders("apikey"),
        scopes,
        60,
        ResponseConfig.DEFAULT,
        ClaimsConfig.DEFAULT);
  }

  private static ConsumerEntry consumer(List<String> scopes, List<String> audiences) {
    return new ConsumerEntry("c", "uid", scopes, audiences, List.of());
  }
}
