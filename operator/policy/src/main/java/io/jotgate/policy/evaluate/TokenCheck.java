package io.jotgate.policy.evaluate;

import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification;
import io.jotgate.policy.model.AcceptedIssuer;
import io.jotgate.policy.model.ClaimHeader;
import io.jotgate.policy.model.IssuerTrust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a token is good as such: the part that does not depend on scopes and claims. */
final class TokenCheck {
  private static final String TYPE = "at+jwt";

  private final IssuerTrust issuer;
  private final TokenVerifier verifier;

  TokenCheck(IssuerTrust issuer) {
    this.issuer = issuer;
    this.verifier =
        new TokenVerifier(issuer.publicJwks().stream().flatMap(TokenCheck::parse).toList(), TYPE);
  }

  private static Stream<PublicJwk> parse(String jwk) {
    try {
      return Stream.of(PublicJwk.parse(jwk));
    } catch (InvalidJwkException e) {
      // A key that cannot be read verifies nothing.
      return Stream.empty();
    }
  }

  /** The claims of a token that this issuer signed and that is good for these audiences. */
  Optional<Map<String, @Nullable Object>> claims(
      String token, AcceptedIssuer accepted, Instant now) {
    return switch (verifier.verify(token, now, issuer.clockSkew())) {
      case Verification.Verified(String kid, Map<String, @Nullable Object> claims)
          when isGood(claims, accepted, now) ->
          Optional.of(claims);
      case Verification.Verified verified -> Optional.empty();
      case Verification.Refused refused -> Optional.empty();
    };
  }

  private boolean isGood(
      Map<String, @Nullable Object> claims, AcceptedIssuer accepted, Instant now) {
    Instant latest = now.plus(issuer.maxTokenAge()).plus(issuer.clockSkew());
    return issuer.iss().equals(claims.get("iss"))
        && accepted.iss().equals(issuer.iss())
        && claims.get("exp") instanceof Long exp
        && !Instant.ofEpochSecond(exp).isAfter(latest)
        && claims.get("jti") instanceof String id
        && !id.isEmpty()
        && (claims.get("sub") == null || claims.get("sub") instanceof String)
        && issuer.claimHeaders().stream()
            .map(ClaimHeader::claim)
            .filter(claim -> !claim.equals("scope") && !claim.equals("scp"))
            .allMatch(claim -> fits(claims.get(claim)))
        && audiences(claims.get("aud")).anyMatch(accepted.audiences()::contains);
  }

  /** A claim becomes a header only as it is, so it is absent or a text without controls. */
  private static boolean fits(@Nullable Object claim) {
    return claim == null
        || (claim instanceof String text
            && text.chars().noneMatch(character -> character < ' ' || character == 0x7f));
  }

  private static Stream<?> audiences(@Nullable Object aud) {
    return aud instanceof List<?> list ? list.stream() : Stream.ofNullable(aud);
  }
}
