package io.jotgate.keys;

import io.jotgate.keys.jose.GeneratedKey;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.PrivateJwk;
import io.jotgate.keys.jose.TokenSigner;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Signs and verifies tokens for real, with the JWK set texts that the rings render to. */
final class RealTokens {
  private static final String TYP = "at+jwt";
  private static final int MOST_KEPT = 64;

  private final Map<String, TokenSigner> signers = new HashMap<>();
  private final IdentityHashMap<KeyRing, TokenVerifier> verifiers = new IdentityHashMap<>();

  String sign(GeneratedKey half, Instant issuedAt, Instant expires) {
    if (signers.size() > MOST_KEPT) {
      signers.clear();
    }
    TokenSigner signer =
        signers.computeIfAbsent(
            half.kid(),
            _ -> new TokenSigner(PrivateJwk.parse(half.privateJwk()), TYP, Optional.empty()));
    return signer.sign(
        Map.of(
            "exp", expires.getEpochSecond(),
            "iat", issuedAt.getEpochSecond(),
            "nbf", issuedAt.getEpochSecond(),
            "sub", "somebody"));
  }

  /** Whether somebody with this set takes the token. */
  boolean accepts(Jwks jwks, String token, Instant clock, Duration leeway) {
    if (verifiers.size() > MOST_KEPT) {
      verifiers.clear();
    }
    TokenVerifier verifier =
        verifiers.computeIfAbsent(
            jwks.ring(),
            ring -> {
              String text = JwkSets.render(ring.publicJwks());
              return new TokenVerifier(JwkSets.parse(text), TYP);
            });
    return verifier.verify(token, clock, leeway) instanceof Verified;
  }
}
