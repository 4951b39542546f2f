package io.jotgate.controller.apiconsumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.events.EventRecorder;
import io.jotgate.controller.resource.ForeignObjectException;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.controller.resource.Metadata;
import io.jotgate.controller.resource.ObjectNames;
import io.jotgate.issuer.model.ApiKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Makes API keys.
 *
 * <p>A key is made only after the API server itself has said that there is none, and only by
 * creating its Secret: whatever races, one key wins and no key is overwritten.
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
   */
  CredentialState settle(ApiConsumer consumer, Optional<Secret> cached) {
    CredentialState state = CredentialState.of(consumer, cached);
    if (state instanceof CredentialState.Missing) {
      state = live(consumer);
    }
    return switch (state) {
      case CredentialState.Missing() -> issue(consumer);
      case CredentialState.Leftover(Secret secret) -> remove(secret);
      case CredentialState.Issued issued -> issued;
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

  private CredentialState live(ApiConsumer consumer) {
    String name = ObjectNames.apiKey(Metadata.name(consumer), ApiConsumerObjects.CREDENTIAL);
    try {
      return CredentialState.of(consumer, read(consumer, name));
    } catch (ForeignObjectException foreign) {
      return new CredentialState.Foreign();
    }
  }

  private CredentialState issue(ApiConsumer consumer) {
    ApiKey key = ApiKey.generate(random);
    Secret secret = ApiConsumerObjects.apiKey(consumer, key);
    if (!objects.create(secret)) {
      return new CredentialState.Missing();
    }
    if (hadKey(consumer)) {
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
    return live(consumer);
  }

  private static boolean hadKey(ApiConsumer consumer) {
    return Optional.ofNullable(consumer.getStatus())
        .map(ApiConsumerStatus::credentials)
        .filter(credentials -> !credentials.equals(List.of()))
        .isPresent();
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
