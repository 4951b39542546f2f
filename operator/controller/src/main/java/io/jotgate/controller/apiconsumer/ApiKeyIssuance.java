package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.controller.apiconsumer.WantedCredential.Generated;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.events.EventRecorder;
import io.jotgate.controller.resource.ForeignObjectException;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.KeyVerifier;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes API keys and replaces them.
 *
 * <p>A first key is made only after the API server itself has said that there is none, and only by
 * creating its Secret. Whatever comes later replaces exactly the version that was read. So whatever
 * races, one key wins and no key is overwritten.
 */
final class ApiKeyIssuance {
  private final KubernetesClient client;
  private final GuardedObjects objects;
  private final SecureRandom random;
  private final EventRecorder events;

  ApiKeyIssuance(KubernetesClient client, SecureRandom random, EventRecorder events) {
    this.client = client;
    this.objects = new GuardedObjects(client);
    this.random = random;
    this.events = events;
  }

  /**
   * The state of the credential after doing what has to be done about it. {@link
   * CredentialState.Missing} is left only when somebody else was faster: to be looked at again.
   *
   * @param cached the Secret as the cache has it
   * @param loaded tells of a next key whether all pods that matter know it
   */
  CredentialState settle(
      ApiConsumer consumer,
      Generated credential,
      Optional<Secret> cached,
      Predicate<KeyVerifier> loaded,
      Instant now) {
    CredentialState state = CredentialState.of(consumer, credential.name(), cached);
    if (state instanceof CredentialState.Missing) {
      state = live(consumer, credential.name());
    }
    return switch (state) {
      case CredentialState.Missing() -> issue(consumer, credential.name(), now);
      case CredentialState.Leftover(Secret secret) -> remove(secret);
      case CredentialState.Issued issued -> rotate(consumer, credential, issued, loaded, now);
      case CredentialState.Edited edited -> edited;
      case CredentialState.Foreign foreign -> foreign;
    };
  }

  /**
   * Reads an object of the consumer from the API server.
   *
   * @throws ForeignObjectException if the name is taken by somebody else
   */
  Optional<Secret> read(ApiConsumer consumer, String name) {
    return objects.read(
        Secret.class,
        Metadata.namespace(consumer),
        name,
        JotgateLabels.ofConsumer(Metadata.name(consumer)));
  }

  /** Deletes the Secret of a credential that the spec no longer has. */
  void withdraw(ApiConsumer consumer, Secret secret) {
    remove(secret);
    events.record(
        consumer,
        EventReason.ApiKeyWithdrawn,
        "Secret "
            + Metadata.name(secret)
            + " was deleted: spec.credentials no longer has the API key");
  }

  private CredentialState live(ApiConsumer consumer, String credential) {
    String name = ObjectNames.apiKey(Metadata.name(consumer), credential);
    try {
      return CredentialState.of(consumer, credential, read(consumer, name));
    } catch (ForeignObjectException foreign) {
      return new CredentialState.Foreign();
    }
  }

  private CredentialState issue(ApiConsumer consumer, String credential, Instant now) {
    ApiKey key = ApiKey.generate(random);
    Secret secret =
        ApiConsumerObjects.apiKey(
            consumer, key, KeyLedger.first(key.verifier(credential), request(consumer), now));
    if (!objects.create(secret)) {
      return new CredentialState.Missing();
    }
    if (hadKey(consumer, credential)) {
      events.record(
          consumer,
          EventReason.ApiKeyReplaced,
          "Secret "
              + Metadata.name(secret)
              + " was deleted; it holds a new API key now, the old"
              + " one is refused");
    } else {
      events.record(
          consumer,
          EventReason.ApiKeyIssued,
          "Secret " + Metadata.name(secret) + " holds the API key");
    }
    return live(consumer, credential);
  }

  /** One step at most: what comes next rests on what this one has left behind. */
  private CredentialState rotate(
      ApiConsumer consumer,
      Generated credential,
      CredentialState.Issued issued,
      Predicate<KeyVerifier> loaded,
      Instant now) {
    KeyLedger ledger = issued.ledger();
    Secret secret = issued.secret();
    return switch (KeyRotation.plan(
        ledger,
        credential.rotation(),
        request(consumer),
        ledger.next().filter(loaded).isPresent(),
        now)) {
      case KeyStep.Keep keep -> issued;
      case KeyStep.Prepare(Optional<String> request) -> {
        ApiKey next = ApiKey.generate(random);
        objects.replace(
            ApiConsumerObjects.withNext(
                secret, next, ledger.prepared(next.verifier(credential.name()), request)));
        yield live(consumer, credential.name());
      }
      case KeyStep.Promote(KeyLedger after) -> {
        if (objects.replace(ApiConsumerObjects.promoted(secret, after))) {
          rotated(consumer, secret);
        }
        yield live(consumer, credential.name());
      }
      case KeyStep.Forget(KeyLedger after) -> {
        objects.replace(ApiConsumerObjects.annotated(secret, after).build());
        yield live(consumer, credential.name());
      }
    };
  }

  private void rotated(ApiConsumer consumer, Secret secret) {
    events.record(
        consumer,
        EventReason.ApiKeyRotated,
        "Secret "
            + Metadata.name(secret)
            + " holds a new API key; status.credentials tells until when the one before it stays"
            + " good");
  }

  private static Optional<String> request(ApiConsumer consumer) {
    return Metadata.annotation(consumer, JotgateAnnotations.ROTATE);
  }

  private static boolean hadKey(ApiConsumer consumer, String credential) {
    return Optional.ofNullable(consumer.getStatus())
        .map(ApiConsumerStatus::credentials)
        .orElse(List.of())
        .stream()
        .anyMatch(each -> credential.equals(each.name()) && each.id() != null);
  }

  /** Removes exactly the Secret that was read, so that a key can be made the next time. */
  private CredentialState remove(Secret leftover) {
    client
        .secrets()
        .inNamespace(Metadata.namespace(leftover))
        .withName(Metadata.name(leftover))
        .lockResourceVersion(leftover.getMetadata().getResourceVersion())
        .delete();
    return new CredentialState.Missing();
  }
}
