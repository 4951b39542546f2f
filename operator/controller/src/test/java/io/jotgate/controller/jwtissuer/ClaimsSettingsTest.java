package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.api.v1alpha1.ClaimMappingSpec;
import io.jotgate.api.v1alpha1.ClaimNames;
import io.jotgate.api.v1alpha1.ClaimSourceSpec;
import io.jotgate.api.v1alpha1.ClaimsSpec;
import io.jotgate.issuer.model.ClaimsConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimsSettingsTest {
  @Test
  void anIssuerThatSaysNothingMapsNothing() {
    assertEquals(ClaimsConfig.DEFAULT, ClaimsSettings.of(Optional.empty()));
    assertEquals(
        ClaimsConfig.DEFAULT, ClaimsSettings.of(Optional.of(new ClaimsSpec(null, null, null))));
  }

  @Test
  void aPatternTooLargeForTheTokenServiceIsToldToTheUser() {
    ClaimSourceSpec body = new ClaimSourceSpec(null, null, "/a", null, null);

    IllegalArgumentException invalid =
        assertThrows(
            IllegalArgumentException.class, () -> ClaimsSettings.of(claims(body, "(a{900}){900}")));
    assertTrue(
        String.valueOf(invalid.getMessage()).contains("repeats too much"), invalid::toString);
  }

  @Test
  void aMappingHasExactlyOneSource() {
    ClaimSourceSpec none = new ClaimSourceSpec(null, null, null, null, null);
    ClaimSourceSpec two = new ClaimSourceSpec("a", null, "/a", null, null);

    assertThrows(IllegalArgumentException.class, () -> ClaimsSettings.of(claims(none, null)));
    assertThrows(IllegalArgumentException.class, () -> ClaimsSettings.of(claims(two, null)));
  }

  @Test
  void theApiServerAndTheTokenServiceRefuseTheSameNames() {
    assertEquals(io.jotgate.issuer.model.ClaimNames.RESERVED, ClaimNames.RESERVED);
    assertEquals(io.jotgate.issuer.model.ClaimNames.AUTHORITY, ClaimNames.AUTHORITY);
    assertEquals(io.jotgate.issuer.model.ClaimNames.SENSITIVE, ClaimNames.SENSITIVE);
  }

  private static Optional<ClaimsSpec> claims(ClaimSourceSpec from, @Nullable String pattern) {
    return Optional.of(
        new ClaimsSpec(
            List.of(new ClaimMappingSpec("a", from, null, null, pattern, null)), null, null));
  }
}
