package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.CredentialVerifier;
import java.time.Instant;

/** What is known about who asks. */
public sealed interface Authentication {
  /**
   * The credential is right.
   *
   * @param consumer whose it is
   * @param keyId which of its keys
   */
  record Authenticated(ConsumerEntry consumer, String keyId) implements Authentication {
    /** The name of the credential in the ApiConsumer. */
    public String credentialName() {
      return consumer.credentials().stream()
          .filter(each -> each.id().equals(keyId))
          .map(CredentialVerifier::name)
          .findFirst()
          .orElseThrow();
    }

    /** The type of the credential in the ApiConsumer. */
    public String credentialType() {
      return "ApiKey";
    }

    /** Whether the key, or whose it is, is good no longer. */
    public boolean isExpired(Instant now) {
      return consumer.isExpired(now)
          || consumer.credentials().stream()
              .anyMatch(each -> each.id().equals(keyId) && each.isExpired(now));
    }
  }

  /**
   * There is no right credential. The client gets one answer for all of these but {@link
   * Cause#SEVERAL}; only the audit knows more.
   */
  record Rejected(Cause cause) implements Authentication {}

  /** Why a request is not authenticated. */
  enum Cause {
    /** No credential at all, or a scheme that this issuer does not know. */
    MISSING,
    /** More than one: which one counts would be a guess. */
    SEVERAL,
    /** Not in the form of a key, or a wrong checksum: mistyped or cut off. */
    MALFORMED,
    /** No key has this id. */
    UNKNOWN,
    /** A key has this id, but not this secret. */
    WRONG,
    /** The key was right until it, or whose it is, expired. */
    EXPIRED
  }
}
