package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.InvalidDocumentException;
import io.jotgate.issuer.model.KeyVerifier;
import java.time.Instant;
import java.util.Optional;

/**
 * What the Secret of an API key tells.
 *
 * <p>Annotations of the Secret name id and hash of the key that was issued, so a key that somebody
 * has put in its place shows and is never taken for ours.
 */
sealed interface CredentialState {
  /** There is no Secret: a key is to be made. */
  record Missing() implements CredentialState {}

  /** The Secret holds the key that was issued. */
  record Issued(KeyVerifier verifier, Optional<Instant> createdAt) implements CredentialState {}

  /**
   * The Secret was edited.
   *
   * @param inForce the key that was issued: it is still the one that issuers take
   */
  record Edited(Optional<KeyVerifier> inForce, Optional<Instant> createdAt)
      implements CredentialState {}

  /** The Secret of a deleted consumer of the same name, not yet collected: to be removed. */
  record Leftover(Secret secret) implements CredentialState {
    /** Names the Secret only. */
    @Override
    public String toString() {
      return "Leftover[" + Metadata.name(secret) + "]";
    }
  }

  /** A Secret of the name that we need belongs to somebody else. */
  record Foreign() implements CredentialState {}

  /** Reads the state; the Secret may be absent. */
  static CredentialState of(ApiConsumer consumer, Optional<Secret> secret) {
    return secret.<CredentialState>map(each -> of(consumer, each)).orElseGet(Missing::new);
  }

  private static CredentialState of(ApiConsumer consumer, Secret secret) {
    if (!JotgateLabels.carries(secret, JotgateLabels.ofConsumer(Metadata.name(consumer)))) {
      return new Foreign();
    }
    if (!OwnerReferences.isOwnedBy(secret, consumer)) {
      boolean namesake =
          OwnerReferences.of(secret).stream().anyMatch(owner -> isNamesake(owner, consumer));
      return namesake ? new Leftover(secret) : edited(secret);
    }
    Optional<KeyVerifier> issued = issued(secret);
    return Data.text(secret, ApiConsumerObjects.API_KEY)
        .flatMap(ApiKey::parse)
        .map(key -> key.verifier(ApiConsumerObjects.CREDENTIAL))
        .filter(held -> issued.filter(held::equals).isPresent())
        .<CredentialState>map(held -> new Issued(held, Metadata.createdAt(secret)))
        .orElseGet(() -> edited(secret));
  }

  private static CredentialState edited(Secret secret) {
    return new Edited(issued(secret), Metadata.createdAt(secret));
  }

  private static Optional<KeyVerifier> issued(Secret secret) {
    Optional<String> id = Metadata.annotation(secret, JotgateAnnotations.CREDENTIAL_ID);
    Optional<String> hash = Metadata.annotation(secret, JotgateAnnotations.CREDENTIAL_SHA256);
    if (id.isEmpty() || hash.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new KeyVerifier(ApiConsumerObjects.CREDENTIAL, id.get(), hash.get(), null));
    } catch (InvalidDocumentException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isNamesake(OwnerReference owner, ApiConsumer consumer) {
    return consumer.getKind().equals(owner.getKind())
        && Metadata.name(consumer).equals(owner.getName());
  }
}
