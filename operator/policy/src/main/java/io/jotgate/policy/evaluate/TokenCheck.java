package io.jotgate.policy.evaluate;

import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.jose.TokenVerifier;
import io.jotgate.keys.jose.Verification;
import io.jotgate.policy.model.AcceptedIssuer;
import io.jotgate.policy.model.ClaimHeader;
import io.jotgate.policy.model.IssuerTrust;
import io.jotgate.policy.model.Revocations;
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

  /** What a token is to this issuer. */
  sealed interface Result {
    /** Signed by it and good for the audiences. */
    record Good(Map<String, @Nullable Object> claims) implements Result {}

    /** The same, but taken back. */
    record Revoked() implements Result {}

    /** Anything else. */
    record Bad() implements Result {}
  }

  /** Checks a token against one rule's audiences. */
  Result check(String token, AcceptedIssuer accepted, Instant now) {
    return switch (verifier.verify(token, now, issuer.clockSkew())) {
      case Verification.Verified(String kid, Map<String, @Nullable Object> claims)
          when isGood(claims, accepted, now) ->
          isRevoked(kid, claims) ? new Result.Revoked() : new Result.Good(claims);
      case Verification.Verified verified -> new Result.Bad();
      case Verification.Refused refused -> new Result.Bad();
    };
  }

  private boolean isRevoked(String kid, Map<String, @Nullable Object> claims) {
    Revocations revoked = issuer.revocations();
    return revoked.keyIds().contains(kid)
        || (claims.get("jti") instanceof String id && revoked.tokens().containsKey(id))
        || (claims.get("client_id") instanceof String client
            && Optional.ofNullable(revoked.clients().get(client))
                .filter(before -> isIssuedBefore(claims, before))
                .isPresent())
        || revoked.issuedBefore().filter(before -> isIssuedBefore(claims, before)).isPresent();
  }

  /** A token that does not say when it was issued may have been issued at any time. */
  private static boolean isIssuedBefore(Map<String, @Nullable Object> claims, Instant before) {
    return !(claims.get("iat") instanceof Long issuedAt)
        || Instant.ofEpochSecond(issuedAt).isBefore(before);
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
