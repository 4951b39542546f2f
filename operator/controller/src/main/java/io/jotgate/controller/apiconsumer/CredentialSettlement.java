package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.apiconsumer.CredentialReport.Problem;
import io.jotgate.controller.apiconsumer.WantedCredential.Generated;
import io.jotgate.controller.apiconsumer.WantedCredential.KeyHash;
import io.jotgate.controller.apiconsumer.WantedCredential.KeySecret;
import io.jotgate.controller.apiconsumer.WantedCredential.PasswordSecret;
import io.jotgate.controller.apiconsumer.WantedCredential.PasswordText;
import io.jotgate.controller.apiconsumer.WantedCredential.PublicKeys;
import io.jotgate.controller.apiconsumer.WantedCredential.Unknown;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.controller.status.Finding.Outlook;
import io.jotgate.issuer.model.KeyVerifier;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Does for the credentials of one consumer what is to be done, and tells how each stands. */
final class CredentialSettlement {
  private final ApiKeyIssuance issuance;

  CredentialSettlement(ApiKeyIssuance issuance) {
    this.issuance = issuance;
  }

  /**
   * What one reconcile knows.
   *
   * @param own the consumer's own Secrets by name, as the cache has them
   * @param brought what the user brings
   * @param loaded tells of a next key whether all pods that matter know it
   */
  record Facts(
      Function<String, Optional<Secret>> own,
      BroughtCredentials brought,
      Predicate<KeyVerifier> loaded) {}

  /** One report for each credential, in the order of the spec. */
  List<CredentialReport> settle(ApiConsumer consumer, Facts facts, Instant now) {
    return CredentialReports.distinct(
        WantedCredential.of(consumer).stream()
            .map(wanted -> settle(consumer, wanted, facts, now))
            .toList());
  }

  /** Deletes the Secrets of generated keys that the spec no longer has. */
  void withdraw(ApiConsumer consumer, Collection<Secret> own) {
    Set<String> wanted =
        WantedCredential.of(consumer).stream()
            .filter(Generated.class::isInstance)
            .map(each -> ObjectNames.apiKey(Metadata.name(consumer), each.name()))
            .collect(Collectors.toUnmodifiableSet());
    own.stream()
        .filter(secret -> Metadata.annotation(secret, JotgateAnnotations.CREDENTIAL).isPresent())
        .filter(secret -> OwnerReferences.isOwnedBy(secret, consumer))
        .filter(secret -> !Metadata.isBeingDeleted(secret))
        .filter(secret -> !wanted.contains(Metadata.name(secret)))
        .forEach(secret -> issuance.withdraw(consumer, secret));
  }

  private CredentialReport settle(
      ApiConsumer consumer, WantedCredential wanted, Facts facts, Instant now) {
    return switch (wanted) {
      case Generated generated -> {
        String secret = ObjectNames.apiKey(Metadata.name(consumer), generated.name());
        yield GeneratedKeys.report(
            generated,
            issuance.settle(consumer, generated, facts.own().apply(secret), facts.loaded(), now),
            secret);
      }
      case KeySecret key -> facts.brought().report(key);
      case KeyHash key -> facts.brought().report(key);
      case PasswordSecret password -> facts.brought().report(password);
      case PasswordText password -> facts.brought().report(password);
      case PublicKeys keys -> facts.brought().report(keys);
      case Unknown unknown ->
          CredentialReport.bad(
              unknown,
              Optional.empty(),
              new Problem(
                  ApiConsumerReason.InvalidCredential,
                  Outlook.STUCK,
                  false,
                  "Credential "
                      + unknown.name()
                      + " is of a type that this version of the operator does not know"));
    };
  }
}
