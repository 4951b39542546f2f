package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.ApiKeySpec;
import io.jotgate.api.v1alpha1.AuthenticationSpec;
import io.jotgate.api.v1alpha1.BasicSpec;
import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.ThrottleSpec;
import io.jotgate.api.v1alpha1.ThrottleSpec.LimitSpec;
import io.jotgate.issuer.model.AuthenticationConfig;
import io.jotgate.issuer.model.Cidr;
import io.jotgate.issuer.model.Throttle;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticationSettingsTest {
  @Test
  void anIssuerThatSaysNothingTakesApiKeysAndPasswordsWithinTheLimitsOfTheSchema() {
    AuthenticationConfig config = AuthenticationSettings.of(Optional.empty(), "login");

    assertTrue(config.apiKeyEnabled());
    assertEquals(List.of("X-API-Key", "apikey"), config.apiKeyHeaders());
    assertTrue(config.basicEnabled());
    assertEquals("login", config.basicRealm());
    assertEquals(Defaults.FAILURES_PER_SOURCE, text(config.failuresPerSource()));
    assertEquals(Defaults.FAILURES_PER_CREDENTIAL, text(config.failuresPerCredential()));
    assertEquals(List.of(), config.trustedProxies());
  }

  @Test
  void everythingThatIsSaidArrives() {
    AuthenticationConfig config =
        settings(
            new AuthenticationSpec(
                new ApiKeySpec(false, List.of("X-Key")),
                new BasicSpec(false, "The shop"),
                new ThrottleSpec(limit(3, "30s"), limit(4, "1h")),
                List.of("10.1.2.3/8")));

    assertFalse(config.apiKeyEnabled());
    assertEquals(List.of("X-Key"), config.apiKeyHeaders());
    assertFalse(config.basicEnabled());
    assertEquals("The shop", config.basicRealm());
    assertEquals(new Throttle(3, 30), config.failuresPerSource());
    assertEquals(new Throttle(4, 3600), config.failuresPerCredential());
    assertEquals(List.of(Cidr.parse("10.0.0.0/8")), config.trustedProxies());
  }

  @Test
  void aRangeThatOnlyLooksLikeOneIsToldToTheUser() {
    IllegalArgumentException invalid =
        assertThrows(
            IllegalArgumentException.class,
            () -> settings(new AuthenticationSpec(null, null, null, List.of("1:2:3/8"))));

    assertTrue(String.valueOf(invalid.getMessage()).contains("trustedProxies"), invalid::toString);
  }

  private static AuthenticationConfig settings(AuthenticationSpec spec) {
    return AuthenticationSettings.of(Optional.of(spec), "login");
  }

  private static LimitSpec limit(int count, String window) {
    return new LimitSpec(count, new GoDuration(window));
  }

  private static String text(Throttle throttle) {
    return "{\"count\": %d, \"window\": \"%dm\"}"
        .formatted(throttle.count(), throttle.windowSeconds() / 60);
  }
}
