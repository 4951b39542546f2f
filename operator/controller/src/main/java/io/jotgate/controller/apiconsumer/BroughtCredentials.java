package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.apiconsumer.CredentialReport.Problem;
import io.jotgate.controller.apiconsumer.WantedCredential.KeyHash;
import io.jotgate.controller.apiconsumer.WantedCredential.KeySecret;
import io.jotgate.controller.apiconsumer.WantedCredential.PasswordSecret;
import io.jotgate.controller.apiconsumer.WantedCredential.PasswordText;
import io.jotgate.controller.apiconsumer.WantedCredential.PublicKeys;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.SecretLookup;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.CredentialVerifier;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.issuer.model.PublicKeyVerifier;
import io.jotgate.keys.jose.InvalidJwkException;
import io.jotgate.keys.jose.JwkSets;
import io.jotgate.keys.jose.PublicJwk;
import io.jotgate.keys.password.InvalidPasswordHashException;
import io.jotgate.keys.password.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes verifiers of what the user brings: keys and passwords in Secrets, hashes, public keys. */
final class BroughtCredentials {
  private static final String BASIC_AUTH = "kubernetes.io/basic-auth";
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_PUBLIC_KEYS = 4;

  private final ApiConsumer consumer;
  private final Function<String, SecretLookup> secrets;
  private final Passwords passwords;

  /**
   * Reads what one consumer brings.
   *
   * @param secrets finds a Secret of the consumer's namespace
   */
  BroughtCredentials(
      ApiConsumer consumer, Function<String, SecretLookup> secrets, Passwords passwords) {
    this.consumer = consumer;
    this.secrets = secrets;
    this.passwords = passwords;
  }

  CredentialReport report(KeySecret wanted) {
    return fromSecret(wanted, wanted.secret(), secret -> key(wanted, secret));
  }

  CredentialReport report(PasswordSecret wanted) {
    return fromSecret(wanted, wanted.secret(), secret -> password(wanted, secret));
  }

  CredentialReport report(KeyHash wanted) {
    String prefix = "sha256:";
    return wanted.hash().matches("sha256:[0-9a-f]{64}")
        ? good(
            wanted,
            new OpaqueKeyVerifier(
                wanted.name(), wanted.hash().substring(prefix.length()), end(wanted)))
        : invalid(wanted, Optional.empty(), "hash must be sha256: and 64 hex digits");
  }

  CredentialReport report(PasswordText wanted) {
    try {
      String hash = PasswordHash.parse(wanted.hash()).text();
      return good(wanted, new PasswordVerifier(wanted.name(), hash, end(wanted)));
    } catch (InvalidPasswordHashException refused) {
      return invalid(wanted, Optional.empty(), "hash is refused: " + refused.getMessage());
    }
  }

  CredentialReport report(PublicKeys wanted) {
    try {
      List<PublicJwk> keys = JwkSets.parse(wanted.jwks());
      if (keys.size() > MAX_PUBLIC_KEYS) {
        return invalid(wanted, Optional.empty(), "jwks has more than 4 keys: remove old ones");
      }
      return CredentialReport.good(
          wanted,
          Optional.empty(),
          keys.stream()
              .map(key -> new PublicKeyVerifier(wanted.name(), key.text(), end(wanted)))
              .toList());
    } catch (InvalidJwkException refused) {
      return invalid(wanted, Optional.empty(), "jwks is refused: " + refused.getMessage());
    }
  }

  private CredentialReport fromSecret(
      WantedCredential wanted, String name, Function<Secret, CredentialReport> reader) {
    return switch (secrets.apply(name)) {
      case SecretLookup.Found(Secret secret) -> reader.apply(secret);
      case SecretLookup.NotLabelled unlabelled ->
          unresolved(
              wanted,
              name,
              ApiConsumerReason.SecretNotLabelled,
              "Secret "
                  + name
                  + " may not be read: kubectl label secret "
                  + name
                  + " -n "
                  + Metadata.namespace(consumer)
                  + " "
                  + JotgateLabels.WATCH
                  + "=true");
      case SecretLookup.Absent absent ->
          unresolved(
              wanted,
              name,
              ApiConsumerReason.SecretNotFound,
              "Secret "
                  + name
                  + " does not exist: create it with the label "
                  + JotgateLabels.WATCH
                  + ": \"true\"");
    };
  }

  private CredentialReport key(KeySecret wanted, Secret secret) {
    Optional<String> text = Data.text(secret, ApiConsumerObjects.API_KEY);
    Optional<String> wrong =
        text.isEmpty()
            ? Optional.of("has no text under the data key apiKey: put the API key there")
            : wrongKey(text.get());
    if (wrong.isPresent()) {
      return invalid(wanted, Optional.of(secret), wrong.get());
    }
    CredentialVerifier verifier =
        ApiKey.parse(text.get())
            .<CredentialVerifier>map(key -> key.verifier(wanted.name()).until(end(wanted)))
            .orElseGet(
                () ->
                    new OpaqueKeyVerifier(
                        wanted.name(), OpaqueKeyVerifier.hash(text.get()), end(wanted)));
    return CredentialReport.good(wanted, Optional.of(Metadata.name(secret)), List.of(verifier));
  }

  private CredentialReport password(PasswordSecret wanted, Secret secret) {
    Optional<String> text = Data.text(secret, "password");
    Optional<String> wrong =
        !BASIC_AUTH.equals(secret.getType())
            ? Optional.of("is not of type " + BASIC_AUTH + ": create it again with this type")
            : text.isEmpty()
                ? Optional.of("has no text under the data key password: put the password there")
                : wrongUser(secret).or(() -> wrongPassword(text.get()));
    if (wrong.isPresent()) {
      return invalid(wanted, Optional.of(secret), wrong.get());
    }
    String hash = passwords.hash(consumer, wanted.name(), secret, text.get());
    return CredentialReport.good(
        wanted,
        Optional.of(Metadata.name(secret)),
        List.of(new PasswordVerifier(wanted.name(), hash, end(wanted))));
  }

  private static Optional<String> wrongKey(String key) {
    if (key.chars().anyMatch(each -> each <= ' ' || each > '~')) {
      return Optional.of(
          "has an API key with a space, a line break or another character that no header can carry:"
              + " printf %s makes no line break");
    }
    return key.length() < OpaqueKeyVerifier.MIN_KEY_LENGTH
        ? Optional.of(
            "has an API key of fewer than "
                + OpaqueKeyVerifier.MIN_KEY_LENGTH
                + " characters: use a longer random one, such as of openssl rand -hex 32, or a"
                + " password with type Basic")
        : Optional.empty();
  }

  private static Optional<String> wrongPassword(String password) {
    if (password.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(
          "has a password with a line break or another control character: printf %s makes none");
    }
    if (!PasswordHash.isAcceptable(password.getBytes(StandardCharsets.UTF_8))) {
      return Optional.of("has a password of more than 1024 bytes");
    }
    return password.codePointCount(0, password.length()) < MIN_PASSWORD
        ? Optional.of("has a password of fewer than " + MIN_PASSWORD + " characters")
        : Optional.empty();
  }

  /** The user of HTTP Basic is the client id; a Secret that names another promises too much. */
  private Optional<String> wrongUser(Secret secret) {
    String name = Metadata.name(consumer);
    Set<String> right = Set.of(name, Metadata.namespace(consumer) + "/" + name);
    return Data.text(secret, "username").filter(user -> !right.contains(user)).isPresent()
        ? Optional.of("has another username than the client id " + name + ": change or remove it")
        : Optional.empty();
  }

  private static @Nullable Instant end(WantedCredential wanted) {
    return wanted.expiresAt().orElse(null);
  }

  private static CredentialReport good(WantedCredential wanted, CredentialVerifier verifier) {
    return CredentialReport.good(wanted, Optional.empty(), List.of(verifier));
  }

  private static CredentialReport invalid(
      WantedCredential wanted, Optional<Secret> secret, String what) {
    Optional<String> name = secret.map(Metadata::name);
    return CredentialReport.bad(
        wanted,
        name,
        new Problem(
            ApiConsumerReason.InvalidCredential,
            Outlook.STUCK,
            false,
            "Credential "
                + wanted.name()
                + ": "
                + name.map(each -> "Secret " + each + " ").orElse("")
                + what));
  }

  private static CredentialReport unresolved(
      WantedCredential wanted, String secret, ApiConsumerReason reason, String message) {
    return CredentialReport.bad(
        wanted, Optional.of(secret), new Problem(reason, Outlook.STUCK, true, message));
  }
}
