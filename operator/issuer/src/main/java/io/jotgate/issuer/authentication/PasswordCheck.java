package io.jotgate.issuer.authentication;

import io.jotgate.issuer.authentication.Authentication.Authenticated;
import io.jotgate.issuer.authentication.Authentication.Cause;
import io.jotgate.issuer.authentication.Authentication.Rejected;
import io.jotgate.keys.password.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Checks a password against the slow hashes of a client. A user who is unknown, or has no password,
 * costs the hashes of another client, whose outcome is not looked at.
 */
final class PasswordCheck {
  private final BiPredicate<PasswordHash, byte[]> matcher;

  /**
   * A check.
   *
   * @param matcher computes one hash
   */
  PasswordCheck(BiPredicate<PasswordHash, byte[]> matcher) {
    this.matcher = matcher;
  }

  /**
   * Computes all hashes of a client: it takes tens of milliseconds and more.
   *
   * @param costs whose hashes are computed
   * @param counts the client whose password it may be; empty: none
   */
  Authentication check(Client costs, Optional<Client> counts, String password, Instant now) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    Authentication outcome = new Rejected(counts.isPresent() ? Cause.WRONG : Cause.UNKNOWN);
    for (Client.Password each : costs.passwords()) {
      if (matcher.test(each.hash(), bytes) && counts.isPresent()) {
        boolean expired = costs.consumer().isExpired(now) || each.verifier().isExpired(now);
        if (!expired) {
          return new Authenticated(costs.consumer(), each.verifier());
        }
        outcome = new Rejected(Cause.EXPIRED);
      }
    }
    return outcome;
  }
}
