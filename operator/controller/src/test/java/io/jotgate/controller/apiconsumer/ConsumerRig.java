package io.jotgate.controller.apiconsumer;

import static io.jotgate.controller.Expectations.assertCondition;
import static io.jotgate.controller.Expectations.awaited;
import static io.jotgate.controller.Expectations.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.api.v1alpha1.ApiConsumerStatus;
import io.jotgate.controller.NamespaceUser;
import io.jotgate.controller.RunningOperator;
import io.jotgate.controller.events.ApiEventRecorder;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.FieldManagers;
import io.jotgate.controller.resource.JotgateAnnotations;
import io.jotgate.controller.resource.JotgateLabels;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.ConsumerEntry;
import io.jotgate.issuer.model.ConsumerVerifiersCodec;
import io.jotgate.issuer.model.Credentials;
import io.jotgate.issuer.model.CredentialsCodec;
import io.jotgate.testing.apiserver.InstalledNamespace;
import io.jotgate.testing.apiserver.Rig;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operator at work on API consumers, what users do to them, and what the reconciler of the
 * issuer {@code login}, which exists from the start, does for them.
 */
@Rig
final class ConsumerRig implements AutoCloseable {
  private final NamespaceUser user;
  private final RunningOperator operator;

  ConsumerRig(InstalledNamespace namespace, NamespaceUser user) {
    this.user = user;
    this.operator =
        RunningOperator.start(
            namespace,
            FieldManagers.API_CONSUMER,
            client ->
                new ApiConsumerReconciler(
                    client,
                    new SecureRandom(),
                    new ApiEventRecorder(client, Clock.systemUTC(), "operator-test"),
                    Clock.systemUTC()));
    user.createsIssuer("login");
  }

  /** The operator, which works from the start. */
  RunningOperator operator() {
    return operator;
  }

  @Override
  public void close() {
    operator.close();
  }

  void userReplaces(String secret, String key, String text) {
    user.edits(Secret.class, secret, each -> each.setData(Data.encoded(Map.of(key, text))));
  }

  ApiKey awaitKey(String consumer) {
    return awaited(
        () ->
            user.find(Secret.class, consumer + "-main")
                .flatMap(secret -> Data.text(secret, "apiKey"))
                .flatMap(ApiKey::parse));
  }

  /** Waits until the consumer has another key than before. */
  ApiKey awaitOtherKey(String consumer, ApiKey old) {
    awaiting(() -> assertNotEquals(old.text(), awaitKey(consumer).text()));
    return awaitKey(consumer);
  }

  ConsumerEntry awaitVerifiers(String consumer, ApiKey key) {
    awaiting(() -> assertEquals(List.of(key.verifier("main")), entry(consumer).credentials()));
    return entry(consumer);
  }

  ConsumerEntry entry(String consumer) {
    Secret verifiers = user.get(Secret.class, consumer + "-verifiers");
    return ConsumerVerifiersCodec.read(Data.text(verifiers, "verifiers.json").orElseThrow())
        .consumer();
  }

  ApiConsumerStatus awaitReady(String name, String status, String reason) {
    awaiting(() -> assertCondition(status(name).conditions(), "Ready", status, reason));
    return status(name);
  }

  /** The status of a consumer, which must have one. */
  ApiConsumerStatus status(String name) {
    ApiConsumerStatus status = consumer(name).getStatus();
    assertNotNull(status, "no status yet");
    return status;
  }

  ApiConsumer consumer(String name) {
    return user.get(ApiConsumer.class, name);
  }

  /** A consumer that the issuer has told all its pods of. */
  ConsumerEntry readyConsumer(String name) {
    user.createsConsumer(name);
    ConsumerEntry entry = awaitVerifiers(name, awaitKey(name));
    issuerLoads(entry);
    awaitReady(name, "True", "Ready");
    return entry;
  }

  /** The issuer has told all its pods of exactly these consumers. */
  void issuerLoads(ConsumerEntry... consumers) {
    List<ConsumerEntry> all = List.of(consumers);
    issuerWritesCredentials(all, Optional.of(Credentials.of(all).revision()));
  }

  /** The issuer writes consumers for its pods, and what the pods have acknowledged. */
  void issuerWritesCredentials(List<ConsumerEntry> consumers, Optional<String> acknowledged) {
    Credentials credentials = Credentials.of(consumers);
    var annotations = new TreeMap<String, String>();
    annotations.put(JotgateAnnotations.REVISION, credentials.revision());
    acknowledged.ifPresent(each -> annotations.put(JotgateAnnotations.ACKNOWLEDGED_REVISION, each));
    user.writes(
        new SecretBuilder()
            .withNewMetadata()
            .withName("login-credentials")
            .withLabels(JotgateLabels.ofIssuer("login"))
            .withAnnotations(annotations)
            .endMetadata()
            .withData(Data.encoded(Map.of("credentials.json", CredentialsCodec.write(credentials))))
            .build());
  }
}
