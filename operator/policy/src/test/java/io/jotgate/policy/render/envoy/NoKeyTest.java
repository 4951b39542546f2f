package io.jotgate.policy.render.envoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoKeyTest {
  private static final String NO_KEY = PublicKeys.jwks(List.of());

  @Test
  void isThePointThatItHasAlwaysBeen() {
    assertEquals(TestRoutes.resource("/no-key.json").strip(), NO_KEY);
  }

  @Test
  void takesThePlaceOfAnEmptySet() {
    assertTrue(NO_KEY.contains("\"kid\":\"none\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"keys\":[]}",
        "{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"x\",\"alg\":\"HS256\"}",
        "{\"alg\":\"ES256\",\"crv\":\"P-256\",\"kid\":\"x\",\"kty\":\"EC\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"alg\":\"ES256\",\"crv\":\"P-256\",\"kid\":\"x\",\"kty\":\"EC\",\"x\":\"2I1PG39i_KX0c6aEH3UuHlYqPEyxw68HmwpULrSs6so\",\"y\":\"C58Oro5PV1cqe-a6E-gKsBsIFOwvRu5HJAKoaB4QgLc\"}"
      })
  void takesThePlaceOfAKeyThatEnvoyCouldNotUse(String unusable) {
    assertEquals(NO_KEY, PublicKeys.jwks(List.of(unusable)));
  }

  @Test
  void copiesNothingButThePublicKey() {
    String jwk = new TestIssuer("login", "orders-api").publicJwk();
    String withMore = jwk.replaceFirst("\\{", "{\"d\":\"c2VjcmV0\",\"x5u\":\"https://a\",");
    assertFalse(PublicKeys.jwks(List.of(withMore)).contains("c2VjcmV0"));
    assertEquals(PublicKeys.jwks(List.of(jwk)), PublicKeys.jwks(List.of(withMore)));
  }
}
