package io.jotgate.keys.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.jotgate.keys.jose.Verification.Verified;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenSignatureTest {
  @Test
  void acceptsATokenThatTheMatchingKeySigned() {
    GeneratedKey key = Es256Keys.generate(new SecureRandom());
    TokenSigner signer =
        new TokenSigner(PrivateJwk.parse(key.privateJwk()), "at+jwt", Optional.empty());
    String token = signer.sign(Map.of("sub", "batch", "exp", 1_000L));

    Verification found =
        new TokenVerifier(List.of(PublicJwk.parse(key.publicJwk())), "at+jwt")
            .verify(token, Instant.ofEpochSecond(900), Duration.ZERO);

    Verified verified = assertInstanceOf(Verified.class, found);
    assertEquals(key.kid(), verified.kid());
    assertEquals("batch", verified.claims().get("sub"));
  }
}
