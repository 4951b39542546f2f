package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.OwnerReferences;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.KeyVerifier;
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

  /** The Secret holds the keys that were issued. */
  record Issued(KeyLedger ledger, Secret secret) implements CredentialState {
    /** Names the Secret only. */
    @Override
    public String toString() {
      return "Issued[" + ledger + ", " + Metadata.name(secret) + "]";
    }
  }

  /**
   * The Secret was edited.
   *
   * @param inForce the keys that were issued: they are still those that issuers take
   */
  record Edited(Optional<KeyLedger> inForce) implements CredentialState {}

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
  static CredentialState of(ApiConsumer consumer, String credential, Optional<Secret> secret) {
    return secret
        .<CredentialState>map(each -> of(consumer, credential, each))
        .orElseGet(Missing::new);
  }

  private static CredentialState of(ApiConsumer consumer, String credential, Secret secret) {
    if (!JotgateLabels.carries(secret, JotgateLabels.ofConsumer(Metadata.name(consumer)))) {
      return new Foreign();
    }
    Optional<KeyLedger> ledger = KeyLedger.of(secret, credential);
    if (!OwnerReferences.isOwnedBy(secret, consumer)) {
      boolean namesake =
          OwnerReferences.of(secret).stream().anyMatch(owner -> isNamesake(owner, consumer));
      return namesake ? new Leftover(secret) : new Edited(ledger);
    }
    return ledger
        .filter(each -> holds(secret, ApiConsumerObjects.API_KEY, each.current()))
        .<CredentialState>map(
            each -> new Issued(hasNext(secret, each) ? each : each.withoutNext(), secret))
        .orElseGet(() -> new Edited(ledger));
  }

  private static boolean hasNext(Secret secret, KeyLedger ledger) {
    return ledger
        .next()
        .filter(next -> holds(secret, ApiConsumerObjects.NEXT_API_KEY, next))
        .isPresent();
  }

  private static boolean holds(Secret secret, String key, KeyVerifier verifier) {
    return Data.text(secret, key)
        .flatMap(ApiKey::parse)
        .filter(each -> KeyLedger.matches(verifier, each))
        .isPresent();
  }

  private static boolean isNamesake(OwnerReference owner, ApiConsumer consumer) {
    return consumer.getKind().equals(owner.getKind())
        && Metadata.name(consumer).equals(owner.getName());
  }
}
