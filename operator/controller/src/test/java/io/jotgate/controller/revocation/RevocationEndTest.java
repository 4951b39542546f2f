package io.jotgate.controller.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.TokenRevocation;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevocationEndTest {
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  /** Leeway of the laxest route, and the error of two clocks. */
  private static final Duration MARGIN = Duration.ofMinutes(3);

  private static final Duration CLOCK_ERROR = Duration.ofSeconds(30);

  private final GeneratedKey key =
      SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());
  private final Optional<KeyRing> ring =
      Optional.of(
          KeyRing.create("uid", 0)
              .reserve(
                  new Reservation(
                      KeySlot.A, key.kid(), KeyParameters.of(key.alg()), key.publicJwk()))
              .prepare(NOON, Duration.ofHours(1)));

  private static TokenRevocation revocation(String names) {
    return Serialization.unmarshal(
        """
        metadata: {name: leaked, namespace: shop, uid: u1, creationTimestamp: "2026-12-01T12:00:00Z"}
        spec: {issuerRef: {name: login}, %s}
        """
            .formatted(names),
        TokenRevocation.class);
  }

  private static JwtIssuer issuer(String maxTtl) {
    return Serialization.unmarshal(
        """
        metadata: {name: login, namespace: shop}
        spec: {token: {audiences: [orders-api], maxTTL: %s}}
        """
            .formatted(maxTtl),
        JwtIssuer.class);
  }

  private Optional<Instant> end(String names, String maxTtl) {
    return RevocationEnd.of(revocation(names), issuer(maxTtl), ring);
  }

  @Test
  void aTokenIsNamedUntilTheLongestOneOfItsTimeHasExpired() {
    Instant issued = NOON.plus(CLOCK_ERROR);
    assertEquals(
        Optional.of(issued.plus(Duration.ofHours(1)).plus(MARGIN)),
        end("jti: [t1]", "15m"),
        "a published key was once allowed an hour");
    assertEquals(
        Optional.of(issued.plus(Duration.ofHours(2)).plus(MARGIN)), end("jti: [t1]", "2h"));
    assertEquals(
        Optional.of(issued.plus(Duration.ofHours(2)).plus(MARGIN)),
        end("consumerRef: {name: batch}", "2h"));
  }

  @Test
  void anAgeCountsFromTheTimeThatIsNamed() {
    Instant named = Instant.parse("2026-11-30T11:00:00Z");
    Optional<Instant> end = Optional.of(named.plus(Duration.ofHours(1)).plus(MARGIN));
    assertEquals(end, end("issuedBefore: '2026-11-30T12:00:00+01:00'", "15m"));
    assertEquals(
        end, end("consumerRef: {name: batch}, issuedBefore: '2026-11-30T11:00:00Z'", "15m"));
  }

  @Test
  void aKeyIsNamedAsLongAsItIsPublishedBecauseItsHolderMaySignAnything() {
    assertEquals(Optional.empty(), end("keyID: " + key.kid(), "15m"));
    assertEquals(Optional.of(Instant.EPOCH), end("keyID: gone", "15m"));
    assertEquals(end("jti: [t1]", "15m"), end("jti: [t1], keyID: gone", "15m"));
  }

  @Test
  void itIsOverFromItsEndOn() {
    TokenRevocation revocation = revocation("jti: [t1]");
    Instant end = end("jti: [t1]", "15m").orElseThrow();
    assertFalse(RevocationEnd.isOver(revocation, issuer("15m"), ring, end.minusSeconds(1)));
    assertTrue(RevocationEnd.isOver(revocation, issuer("15m"), ring, end));
  }

  @Test
  void whileTheRingIsMissingOnlyTheStatusTellsAndNotOfAKey() {
    Instant later = NOON.plus(Duration.ofDays(9));
    String expired = "jti: [t1]}\nstatus: {conditions: [{type: Expired, status: 'True'}]";
    String expiredKey = "keyID: k1}\nstatus: {conditions: [{type: Expired, status: 'True'}]";
    assertFalse(over(revocation("jti: [t1]"), later));
    assertTrue(over(revocation(expired), later));
    assertFalse(over(revocation(expiredKey), later));
  }

  private static boolean over(TokenRevocation revocation, Instant now) {
    return RevocationEnd.isOver(revocation, issuer("15m"), Optional.empty(), now);
  }
}
