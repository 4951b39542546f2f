package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.KeyVerifier;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.issuer.model.PublicKeyVerifier;
import java.time.Duration;
import java.util.Locale;

/** What is known about who asks. */
public sealed interface Authentication {
  /** The name of the outcome in metrics: one of a closed set of words. */
  default String label() {
    return switch (this) {
      case Authenticated right -> "accepted";
      case Rejected(Cause cause) -> cause.name().toLowerCase(Locale.ROOT);
      case Throttled throttled -> "throttled";
      case Busy busy -> "busy";
    };
  }

  /**
   * The credential is right, and neither it nor whose it is has expired.
   *
   * @param consumer whose it is
   * @param credential which of its credentials
   */
  record Authenticated(ConsumerEntry consumer, CredentialVerifier credential)
      implements Authentication {
    /** The public id of the credential. */
    public String keyId() {
      return credential.id();
    }

    /** Name of the credential in the ApiConsumer. */
    public String credentialName() {
      return credential.name();
    }

    /** The type of the credential, by its name in the ApiConsumer. */
    public String credentialType() {
      return switch (credential) {
        case KeyVerifier key -> "ApiKey";
        case OpaqueKeyVerifier key -> "ApiKey";
        case PasswordVerifier password -> "Basic";
        case PublicKeyVerifier key -> "PrivateKeyJwt";
      };
    }
  }

  /**
   * There is no right credential. The client gets one answer for all of these but {@link
   * Cause#SEVERAL}; only the audit knows more.
   */
  record Rejected(Cause cause) implements Authentication {}

  /**
   * Too many failures.
   *
   * @param retryAfter when another attempt will be looked at, more than zero
   */
  record Throttled(Duration retryAfter) implements Authentication {}

  /**
   * Too much to do.
   *
   * @param retryAfter when to try again, more than zero
   */
  record Busy(Duration retryAfter) implements Authentication {}

  /** Why a request is not authenticated. */
  enum Cause {
    /** No credential at all, or a scheme that this issuer does not know. */
    MISSING,
    /** More than one: which one counts would be a guess. */
    SEVERAL,
    /** Not in the form of its kind, or a wrong checksum: mistyped or cut off. */
    MALFORMED,
    /** No consumer has this id or key. */
    UNKNOWN,
    /** A consumer has this id, but not this secret. */
    WRONG,
    /** The credential was right until it, or whose it is, expired. */
    EXPIRED
  }
}
