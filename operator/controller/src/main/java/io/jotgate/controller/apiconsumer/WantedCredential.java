package io.jotgate.controller.apiconsumer;

import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerSpec;
import io.jotgate.api.v1alpha1.CredentialRotationSpec;
import io.jotgate.api.v1alpha1.CredentialSpec;
import io.jotgate.api.v1alpha1.Defaults;
import io.jotgate.api.v1alpha1.GoDuration;
import io.jotgate.api.v1alpha1.LocalSecretRef;
import io.jotgate.api.v1alpha1.Rfc3339Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One credential as the spec wants it. */
sealed interface WantedCredential {
  /** Its name, unique in the consumer. */
  String name();

  /** When it stops being good. */
  Optional<Instant> expiresAt();

  /** An API key that the operator makes and replaces. */
  record Generated(String name, Optional<Instant> expiresAt, RotationRule rotation)
      implements WantedCredential {}

  /** An API key in a Secret of the user. */
  record KeySecret(String name, Optional<Instant> expiresAt, String secret)
      implements WantedCredential {}

  /** The SHA-256 of an API key of the user. */
  record KeyHash(String name, Optional<Instant> expiresAt, String hash)
      implements WantedCredential {}

  /** A password in a Secret of the user. */
  record PasswordSecret(String name, Optional<Instant> expiresAt, String secret)
      implements WantedCredential {}

  /** The slow hash of a password. */
  record PasswordText(String name, Optional<Instant> expiresAt, String hash)
      implements WantedCredential {
    /** Leaves out the hash. */
    @Override
    public String toString() {
      return "PasswordText[name=" + name + "]";
    }
  }

  /** Public keys with which the client's assertions are checked. */
  record PublicKeys(String name, Optional<Instant> expiresAt, String jwks)
      implements WantedCredential {}

  /** One that this version of the operator does not understand. */
  record Unknown(String name, Optional<Instant> expiresAt) implements WantedCredential {}

  /**
   * When a generated key is replaced.
   *
   * @param interval time from one planned rotation to the next; empty: only on request
   * @param overlap how long a replaced key stays good
   */
  record RotationRule(Optional<Duration> interval, Duration overlap) {}

  /** The credentials of a consumer, in the order of its spec. */
  static List<WantedCredential> of(ApiConsumer consumer) {
    return Optional.ofNullable(consumer.getSpec())
        .flatMap(spec -> Optional.ofNullable(spec.credentials()))
        .orElseGet(WantedCredential::standard)
        .stream()
        .filter(Objects::nonNull)
        .map(WantedCredential::of)
        .toList();
  }

  /** When a consumer stops getting tokens. */
  static Optional<Instant> expiryOf(ApiConsumer consumer) {
    return Optional.ofNullable(consumer.getSpec())
        .map(ApiConsumerSpec::expiresAt)
        .flatMap(Rfc3339Time::toInstant);
  }

  private static WantedCredential of(CredentialSpec spec) {
    String name = spec.name();
    Optional<Instant> end = Optional.ofNullable(spec.expiresAt()).flatMap(Rfc3339Time::toInstant);
    Optional<String> secret = Optional.ofNullable(spec.secretRef()).map(LocalSecretRef::name);
    Optional<String> hash = Optional.ofNullable(spec.hash());
    CredentialSpec.Type type = spec.type();
    if (type == null) {
      return new Unknown(name, end);
    }
    return switch (type) {
      case ApiKey ->
          secret
              .<WantedCredential>map(each -> new KeySecret(name, end, each))
              .or(() -> hash.map(each -> new KeyHash(name, end, each)))
              .orElseGet(() -> new Generated(name, end, rule(spec.rotation())));
      case Basic ->
          secret
              .<WantedCredential>map(each -> new PasswordSecret(name, end, each))
              .or(() -> hash.map(each -> new PasswordText(name, end, each)))
              .orElseGet(() -> new Unknown(name, end));
      case PrivateKeyJwt ->
          Optional.ofNullable(spec.jwks())
              .<WantedCredential>map(each -> new PublicKeys(name, end, each))
              .orElseGet(() -> new Unknown(name, end));
    };
  }

  private static RotationRule rule(@Nullable CredentialRotationSpec spec) {
    Optional<CredentialRotationSpec> given = Optional.ofNullable(spec);
    return new RotationRule(
        given.map(CredentialRotationSpec::interval).flatMap(GoDuration::toDuration),
        given
            .map(CredentialRotationSpec::overlap)
            .or(() -> Optional.of(new GoDuration(Defaults.CREDENTIAL_OVERLAP)))
            .flatMap(GoDuration::toDuration)
            .orElse(Duration.ZERO));
  }

  private static List<CredentialSpec> standard() {
    return List.of(
        new CredentialSpec("main", CredentialSpec.Type.ApiKey, null, null, null, null, null));
  }
}
