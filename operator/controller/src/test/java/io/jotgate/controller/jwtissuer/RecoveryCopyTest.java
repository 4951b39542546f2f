package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.api.v1alpha1.JwtIssuer;
import io.jotgate.api.v1alpha1.JwtIssuerStatus;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeySlot;
import io.jotgate.keys.Reservation;
import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read of a status that anybody may have edited. */
class RecoveryCopyTest {
  private final GeneratedKey key =
      SigningKeys.generate(KeyParameters.of("ES256"), new SecureRandom());

  @Test
  void givesTheRingBackThatWasCopied() {
    KeyRing ring = ring(key.kid(), key.publicJwk());

    assertEquals(Optional.of(ring), RecoveryCopy.in(issuer(RecoveryCopy.of(ring))));
  }

  @Test
  void aCopyWithAKeyThatIsNoPublicKeyIsNone() {
    KeyRing ring = ring(key.kid(), key.publicJwk().replace("P-256", "P-384"));

    assertEquals(Optional.empty(), RecoveryCopy.in(issuer(RecoveryCopy.of(ring))));
  }

  @Test
  void aCopyThatGivesAKeyTheKidOfAnotherIsNone() {
    KeyRing ring = ring("another", key.publicJwk());

    assertEquals(Optional.empty(), RecoveryCopy.in(issuer(RecoveryCopy.of(ring))));
  }

  @Test
  void whatIsNoRingIsNoCopy() {
    assertEquals(Optional.empty(), RecoveryCopy.in(issuer(Map.of("keys", "none"))));
  }

  private static KeyRing ring(String kid, String publicJwk) {
    return KeyRing.create("uid-of-login", 0)
        .reserve(new Reservation(KeySlot.A, kid, KeyParameters.of("ES256"), publicJwk))
        .prepare(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMinutes(15));
  }

  private static JwtIssuer issuer(Map<String, Object> ring) {
    JwtIssuer issuer = new JwtIssuer();
    issuer.setStatus(
        new JwtIssuerStatus(1L, null, null, null, null, null, 1L, ring, null, null, null));
    return issuer;
  }
}
