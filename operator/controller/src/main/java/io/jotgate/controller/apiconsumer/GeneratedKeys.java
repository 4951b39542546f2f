package io.jotgate.controller.apiconsumer;

import io.jotgate.controller.apiconsumer.CredentialReport.Problem;
import io.jotgate.controller.apiconsumer.WantedCredential.Generated;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.issuer.model.KeyVerifier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the state of a generated API key means for issuers and for the status. Pure. */
final class GeneratedKeys {
  private GeneratedKeys() {}

  /**
   * Reads a state.
   *
   * @param secret name of the Secret that holds the key
   */
  static CredentialReport report(Generated wanted, CredentialState state, String secret) {
    return switch (state) {
      case CredentialState.Issued issued -> issued(wanted, issued.ledger(), secret);
      case CredentialState.Edited(Optional<KeyLedger> inForce) ->
          inForce
              .map(ledger -> issued(wanted, ledger.withoutNext(), secret))
              .orElseGet(() -> CredentialReport.good(wanted, Optional.of(secret), List.of()))
              .with(
                  new Problem(
                      ApiConsumerReason.ApiKeyEdited,
                      Outlook.STUCK,
                      false,
                      "Secret "
                          + secret
                          + " was edited and no longer is what was issued, which stays in force:"
                          + " delete the Secret to get a new key"));
      case CredentialState.Foreign foreign ->
          CredentialReport.bad(
              wanted,
              Optional.of(secret),
              new Problem(
                  ApiConsumerReason.NameConflict,
                  Outlook.STUCK,
                  false,
                  "Secret "
                      + secret
                      + " exists and is not managed by Jotgate: rename or delete it"));
      case CredentialState.Missing missing -> issuing(wanted, secret);
      case CredentialState.Leftover leftover -> issuing(wanted, secret);
    };
  }

  private static CredentialReport issued(Generated wanted, KeyLedger ledger, String secret) {
    Instant end = wanted.expiresAt().orElse(null);
    List<KeyVerifier> all =
        Stream.of(Stream.of(ledger.current()), ledger.next().stream(), ledger.previous().stream())
            .flatMap(each -> each)
            .map(key -> key.until(earlier(key.notAfter(), end)))
            .toList();
    return new CredentialReport(
        wanted.name(),
        List.copyOf(all),
        Optional.of(ledger.current().id()),
        ledger.next().isPresent(),
        Optional.of(secret),
        Optional.of(ledger.since()),
        ledger.previous().stream()
            .map(key -> Objects.requireNonNull(key.notAfter()))
            .max(Comparator.naturalOrder()),
        wanted.expiresAt(),
        nextCheck(wanted, ledger),
        Optional.empty());
  }

  /** What waits for pods is told by them; what waits for time has to be looked at. */
  private static Optional<Instant> nextCheck(Generated wanted, KeyLedger ledger) {
    KeyStep step =
        KeyRotation.plan(ledger, wanted.rotation(), Optional.empty(), false, ledger.since());
    return step instanceof KeyStep.Keep(Optional<Instant> until) ? until : Optional.empty();
  }

  private static CredentialReport issuing(Generated wanted, String secret) {
    return CredentialReport.bad(
        wanted,
        Optional.of(secret),
        new Problem(
            ApiConsumerReason.Issuing,
            Outlook.WORKING,
            false,
            "The API key in Secret " + secret + " is being made"));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
