package io.jotgate.issuer.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is enough to check a credential and not enough to use it.
 *
 * <p>None of them shows its hash in {@code toString()}: a hash identifies a credential to whoever
 * has seen the credential.
 */
public sealed interface CredentialVerifier
    permits KeyVerifier, OpaqueKeyVerifier, PasswordVerifier, PublicKeyVerifier {
  /** Name of the credential in the ApiConsumer. */
  String name();

  /** What tells it from the others of the consumer: public, for audit, status and usage. */
  String id();

  /** When it stops being good; null: never. That instant itself is too late. */
  @Nullable Instant notAfter();

  /** Whether it is no longer good. */
  default boolean isExpired(Instant now) {
    Instant end = notAfter();
    return end != null && !now.isBefore(end);
  }
}
