package io.jotgate.controller.apiconsumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.RecordedEvents;
import io.jotgate.controller.apiconsumer.WantedCredential.Generated;
import io.jotgate.controller.apiconsumer.WantedCredential.RotationRule;
import io.jotgate.controller.events.EventReason;
import io.jotgate.controller.faults.Call;
import io.jotgate.controller.faults.Fault;
import io.jotgate.controller.faults.FaultyApi;
import io.jotgate.controller.faults.Traces;
import io.jotgate.controller.resource.Data;
import io.jotgate.issuer.model.ApiKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many API keys a consumer has when the API server fails: one, and never two. */
class ApiKeyIssuanceTest {
  private static final ApiConsumer BATCH = Consumers.named("batch", "uid-1");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Generated DAILY =
      new Generated(
          "main",
          Optional.empty(),
          new RotationRule(Optional.of(Duration.ofDays(1)), Duration.ofHours(1)));
  private static final String GET = "GET secrets/batch-main";
  private static final String POST = "POST secrets/batch-main";
  private static final String DELETE = "DELETE secrets/batch-main";

  @RegisterExtension final FaultyApi api = new FaultyApi();

  private final SecureRandom random = new SecureRandom();
  private final RecordedEvents events = new RecordedEvents();

  @Test
  void aKeyIsMadeWhenTheApiServerItselfSaysThatThereIsNone() {
    assertInstanceOf(CredentialState.Issued.class, settle());

    assertEquals(List.of(GET, POST, GET), api.calls().stream().map(Call::target).toList());
    assertEquals(List.of(EventReason.ApiKeyIssued), events.reasons());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE", "BROKEN", "HALF_AN_ANSWER"})
  void noKeyIsMadeWhenTheLiveReadFails(Fault fault) {
    Secret there = has(ApiKey.generate(random), BATCH);
    api.always(GET, fault);

    Traces.assertKeeps(there, assertThrows(KubernetesClientException.class, this::settle));
    assertEquals(List.of(), api.writes());
    assertEquals(List.of(), events.reasons());
  }

  @Test
  void theKeyOfWhoeverWasFasterStays() {
    ApiKey winner = ApiKey.generate(random);
    Secret stored = has(winner, BATCH);
    api.on(GET, Fault.NOT_FOUND);

    assertEquals(new CredentialState.Missing(), settle());
    assertEquals(List.of(POST), api.writes());
    assertEquals(Optional.of(stored), stored());
    assertEquals(List.of(), events.reasons());
    assertEquals(winner.verifier("main"), issued(settle()).ledger().current());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE"})
  void aKeyThatCannotBeStoredIsForgottenAndToldToNobody(Fault fault) {
    api.always(POST, fault);

    KubernetesClientException failed = assertThrows(KubernetesClientException.class, this::settle);

    Traces.assertKeeps(sent(), failed);
    assertEquals(Optional.empty(), stored());
    assertEquals(List.of(), events.reasons());
  }

  @Test
  void aKeyThatWasStoredThoughTheConnectionBrokeIsTheKey() {
    api.on(POST, Fault.BROKEN);

    assertEquals(new CredentialState.Missing(), settle());
    assertEquals(CredentialState.of(BATCH, "main", stored()), settle());
    assertEquals(List.of(POST, POST), api.writes());
    assertEquals(sent().getData(), stored().orElseThrow().getData());
  }

  @Test
  void aKeyThatWasStoredThoughItsAnswerIsUnreadableIsTheKey() {
    api.on(POST, Fault.HALF_AN_ANSWER);

    KubernetesClientException failed = assertThrows(KubernetesClientException.class, this::settle);

    Traces.assertKeeps(stored().orElseThrow(), failed);
    assertEquals(CredentialState.of(BATCH, "main", stored()), settle());
    assertEquals(List.of(POST), api.writes());
  }

  @Test
  void theSecretOfADeletedNamesakeIsRemovedInTheVersionThatWasRead() {
    Secret leftover = has(ApiKey.generate(random), Consumers.named("batch", "uid-0"));

    assertEquals(new CredentialState.Missing(), settle());
    assertEquals(List.of(DELETE), api.writes());
    assertEquals(
        Optional.of(leftover.getMetadata().getResourceVersion()),
        api.calls().getLast().resourceVersion());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONFLICT", "FAILURE"})
  void aSecretThatCannotBeRemovedIsNotReplacedEither(Fault fault) {
    Secret leftover = has(ApiKey.generate(random), Consumers.named("batch", "uid-0"));
    api.always(DELETE, fault);

    Traces.assertKeeps(leftover, assertThrows(KubernetesClientException.class, this::settle));
    assertEquals(Optional.of(leftover), stored());
    assertEquals(List.of(), api.writes().stream().filter(POST::equals).toList());
  }

  @Test
  void aKeyIsReplacedInTwoWritesAndStaysGoodBetweenThem() {
    ApiKey old = ApiKey.generate(random);
    has(old, BATCH);
    Instant due = NOON.plus(Duration.ofDays(1));

    var prepared = issued(settle(DAILY, stored(), false, due));
    ApiKey next = held("nextApiKey");
    assertEquals(old.text(), held("apiKey").text());
    assertEquals(Optional.of(next.verifier("main")), prepared.ledger().next());

    var promoted = issued(settle(DAILY, stored(), true, due));
    assertEquals(next.text(), held("apiKey").text());
    assertEquals(Optional.empty(), Data.text(stored().orElseThrow(), "nextApiKey"));
    assertEquals(
        List.of(old.verifier("main").until(due.plus(Duration.ofHours(1)))),
        promoted.ledger().previous());
    assertEquals(List.of(EventReason.ApiKeyRotated), events.reasons());
  }

  @Test
  void ofTwoOperatorsThatReplaceAKeyOneWins() {
    has(ApiKey.generate(random), BATCH);
    Optional<Secret> seen = stored();
    Instant due = NOON.plus(Duration.ofDays(1));

    var first = issued(settle(DAILY, seen, false, due));
    var second = issued(settle(DAILY, seen, false, due));

    assertEquals(first.ledger().next(), second.ledger().next());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE"})
  void aReplacementThatCannotBeStoredChangesNothing(Fault fault) {
    Secret before = has(ApiKey.generate(random), BATCH);
    api.always("PUT secrets/batch-main", fault);

    assertThrows(
        KubernetesClientException.class,
        () -> settle(DAILY, stored(), false, NOON.plus(Duration.ofDays(1))));

    assertEquals(Optional.of(before), stored());
  }

  private ApiKey held(String dataKey) {
    return Data.text(stored().orElseThrow(), dataKey).flatMap(ApiKey::parse).orElseThrow();
  }

  private CredentialState settle() {
    return settle(Consumers.main(), Optional.empty(), false, NOON);
  }

  private CredentialState settle(
      Generated credential, Optional<Secret> cached, boolean loaded, Instant now) {
    return new ApiKeyIssuance(api.client(), random, events)
        .settle(BATCH, credential, cached, next -> loaded, now);
  }

  private static CredentialState.Issued issued(CredentialState state) {
    return assertInstanceOf(CredentialState.Issued.class, state);
  }

  private Secret has(ApiKey key, ApiConsumer owner) {
    return api.has(Secret.class, Consumers.secret(owner, key, NOON));
  }

  /** The Secret that the last creation sent. */
  private Secret sent() {
    Call creation =
        api.calls().stream().filter(call -> call.target().equals(POST)).toList().getLast();
    return new SecretBuilder()
        .addToData("apiKey", creation.body().at("/data/apiKey").asText())
        .build();
  }

  private Optional<Secret> stored() {
    return api.stored(Secret.class, "secrets/batch-main");
  }
}
