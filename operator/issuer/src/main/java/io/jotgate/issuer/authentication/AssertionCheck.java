package io.jotgate.issuer.authentication;

import io.jotgate.issuer.authentication.AssertionKeys.Outcome;
import io.jotgate.issuer.authentication.AssertionKeys.Signed;
import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Busy;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.issuer.authentication.Presented.Assertion;
import io.jotgate.issuer.model.IssuerPaths;
import io.jotgate.keys.jose.UnverifiedClaims;
import io.jotgate.keys.jose.Verification.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks assertions by which a client authenticates (RFC 7523 section 3): signed by one of its
 * keys, issuer and subject are its client id, made for this issuer, good for a few minutes, used
 * once.
 */
final class AssertionCheck {
  /** How much the clocks of client and issuer may differ. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  /** Longest time from now to the end of an assertion. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final int MAX_CHARACTERS = 12 * 1024;
  private static final int MAX_JTI = 256;
  private static final int MOST_USED = 50_000;
  private static final int MOST_USED_OF_ONE = 20_000;
  private static final Duration NO_ROOM = Duration.ofSeconds(60);

  private final KeyedHash hash;
  private final UsedAssertions used =
      new UsedAssertions(LONGEST.plus(LEEWAY).plus(LEEWAY), MOST_USED, MOST_USED_OF_ONE);

  AssertionCheck(KeyedHash hash) {
    this.hash = hash;
  }

  /** The client that an assertion claims to be of. */
  static Optional<String> claimedClient(Assertion assertion) {
    return assertion
        .clientId()
        .or(
            () ->
                assertion.jwt().length() > MAX_CHARACTERS
                    ? Optional.empty()
                    : UnverifiedClaims.text(assertion.jwt(), "sub"));
  }

  Authentication check(CredentialIndex index, String issuerUrl, Assertion assertion, Instant now) {
    if (assertion.jwt().length() > MAX_CHARACTERS) {
      return new Rejected(Cause.MALFORMED);
    }
    Optional<Client> client = claimedClient(assertion).flatMap(index::client);
    Outcome outcome =
        client
            .map(Client::assertionKeys)
            .orElse(AssertionKeys.none())
            .verify(assertion.jwt(), now, LEEWAY);
    if (client.isEmpty() || outcome.signed().isEmpty()) {
      return new Rejected(client.isEmpty() ? Cause.UNKNOWN : cause(outcome.reason()));
    }
    return signed(client.get(), outcome.signed().get(), issuerUrl, now);
  }

  private Authentication signed(Client client, Signed signed, String issuerUrl, Instant now) {
    Map<String, @Nullable Object> claims = signed.claims();
    String clientId = client.consumer().clientId();
    if (!clientId.equals(claims.get("iss"))
        || !clientId.equals(claims.get("sub"))
        || !isFor(claims.get("aud"), issuerUrl)
        || endsTooLate(claims, now)
        || !(claims.get("jti") instanceof String jti)
        || jti.isEmpty()
        || jti.length() > MAX_JTI) {
      return new Rejected(Cause.WRONG);
    }
    if (client.consumer().isExpired(now) || signed.credential().isExpired(now)) {
      return new Rejected(Cause.EXPIRED);
    }
    return switch (used.use(clientId, hash.of("jti", clientId, jti), now)) {
      case FIRST -> new Authenticated(client.consumer(), signed.credential());
      case AGAIN -> new Rejected(Cause.WRONG);
      case NO_ROOM -> new Busy(NO_ROOM);
    };
  }

  /** One audience and no other: what is good elsewhere too could be replayed from there. */
  private static boolean isFor(@Nullable Object audience, String issuerUrl) {
    Object one = audience instanceof List<?> list && list.size() == 1 ? list.getFirst() : audience;
    return issuerUrl.equals(one) || (issuerUrl + IssuerPaths.TOKEN).equals(one);
  }

  private static boolean endsTooLate(Map<String, @Nullable Object> claims, Instant now) {
    Instant latest = now.plus(LONGEST).plus(LEEWAY);
    return !(claims.get("exp") instanceof Long seconds)
        || Instant.ofEpochSecond(seconds).isAfter(latest);
  }

  private static Cause cause(Reason reason) {
    return switch (reason) {
      case MALFORMED, TYPE, FORBIDDEN_HEADER, CLAIMS, TIMES -> Cause.MALFORMED;
      case UNKNOWN_KEY, ALGORITHM, SIGNATURE, NOT_YET_VALID -> Cause.WRONG;
      case EXPIRED -> Cause.EXPIRED;
    };
  }
}
