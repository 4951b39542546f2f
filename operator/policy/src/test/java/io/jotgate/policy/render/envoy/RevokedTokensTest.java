package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Revocations;
import io.jotgate.policy.model.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RevokedTokensTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final int MANY = 10_000;

  private final EnvoyRenderer renderer = new EnvoyRenderer(SidecarLayout.INJECTED);

  private static Trust trust(IssuerTrust... issuers) {
    return new Trust(List.of(issuers), List.of());
  }

  private static IssuerTrust issuer(String name, Revocations revoked, String... publicJwks) {
    return new IssuerTrust(
        name,
        "https://" + name + ".shop.svc",
        1,
        List.of(publicJwks),
        List.of("orders-api"),
        Duration.ofSeconds(30),
        Duration.ofMinutes(15),
        false,
        List.of(),
        revoked);
  }

  private static Revocations tokens(Map<String, Instant> tokens) {
    return new Revocations(new TreeMap<>(tokens), new TreeMap<>(), List.of(), Optional.empty());
  }

  /** Ids as long as a UUID, one more recent than the other by a second. */
  private static SortedMap<String, Instant> many(int count) {
    TreeMap<String, Instant> tokens = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      tokens.put("00000000-0000-7000-8000-%012d".formatted(i), NOON.plusSeconds(i));
    }
    return tokens;
  }

  private String filter(Trust trust) {
    return renderer.trustDocuments(trust).text(EnvoyRenderer.REVOCATION);
  }

  @Test
  void allTokensOfAnIssuerAreOneListInOneMatcher() {
    String filter = filter(trust(issuer("login", tokens(Map.of("t1", NOON, "t2", NOON)))));
    assertTrue(
        filter.contains(
            "{\"not_id\":{\"sourced_metadata\":{\"metadata_matcher\":{\"filter\":\"envoy.filters.http.jwt_authn\",\"path\":[{\"key\":\"p\"},{\"key\":\"jti\"}],\"value\":{\"or_match\":{\"value_matchers\":[{\"string_match\":{\"exact\":\"t1\"}},{\"string_match\":{\"exact\":\"t2\"}}]}}}}}}"),
        filter);
  }

  @Test
  void whatFitsIsListedAndNothingElseIsRefused() {
    Trust trust = trust(issuer("login", tokens(many(7900))));
    assertTrue(trust.equals(RevokedTokens.fitting(trust)));
  }

  @Test
  void theOldestThatDoNotFitBecomeOneRefusalOfAllThatIsAsOld() {
    SortedMap<String, Instant> all = many(MANY);
    Trust fitting = RevokedTokens.fitting(trust(issuer("login", tokens(all))));
    Revocations revoked = fitting.issuers().getFirst().revocations();

    Instant before = revoked.issuedBefore().orElseThrow();
    assertEquals(
        Map.of("login", before),
        EnvoyRenderer.coarseRevocations(trust(issuer("login", tokens(all)))));
    all.forEach(
        (id, time) -> assertTrue(revoked.tokens().containsKey(id) || !time.isAfter(before), id));
    assertTrue(revoked.tokens().size() > 7000, "no more is coarsened than must be");
    assertTrue(
        filter(fitting).getBytes(StandardCharsets.UTF_8).length < RevokedTokens.LIMIT_BYTES + 4096);
    assertTrue(fitting.equals(RevokedTokens.fitting(trust(issuer("login", tokens(all))))));
    assertTrue(renderer.trustDocuments(fitting).oversize().isEmpty());
  }

  @Test
  void anIssuerWhoseListsAreYoungerStaysExact() {
    IssuerTrust quiet = issuer("quiet", tokens(Map.of("t1", NOON.plusSeconds(MANY))));
    Trust fitting = RevokedTokens.fitting(trust(issuer("login", tokens(many(MANY))), quiet));
    assertEquals(quiet, fitting.issuers().getLast());
  }

  @Test
  void consumersWithoutEndDoNotFitEither() {
    SortedMap<String, Instant> clients = many(MANY);
    Revocations revoked = new Revocations(new TreeMap<>(), clients, List.of(), Optional.empty());
    Revocations fitting =
        RevokedTokens.fitting(trust(issuer("login", revoked))).issuers().getFirst().revocations();
    Instant before = fitting.issuedBefore().orElseThrow();
    clients.forEach(
        (id, time) -> assertTrue(fitting.clients().containsKey(id) || !time.isAfter(before), id));
    assertTrue(
        filter(trust(issuer("login", revoked))).getBytes(StandardCharsets.UTF_8).length
            < RevokedTokens.LIMIT_BYTES + 4096);
  }

  @Test
  void onlyPublishedKeysAreListed() {
    TestIssuer login = new TestIssuer("login", "orders-api");
    String kid = String.valueOf(login.header("at+jwt").get("kid"));
    Revocations revoked =
        new Revocations(
            new TreeMap<>(), new TreeMap<>(), List.of(kid, "unknown"), Optional.empty());
    String filter = filter(trust(issuer("login", revoked, login.publicJwk())));
    assertTrue(filter.contains("\"exact\":\"" + kid + "\""), filter);
    assertFalse(filter.contains("unknown"), filter);
  }

  @Test
  void aRevocationTouchesOnlyItsOwnFile() {
    Trust before = trust(issuer("login", Revocations.none()));
    Trust after = trust(issuer("login", tokens(Map.of("t1", NOON))));
    assertEquals(
        renderer.trustDocuments(before).text(EnvoyRenderer.JWT),
        renderer.trustDocuments(after).text(EnvoyRenderer.JWT));
  }
}
