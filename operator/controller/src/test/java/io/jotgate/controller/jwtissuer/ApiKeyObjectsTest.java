package io.jotgate.controller.jwtissuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jotgate.controller.faults.Call;
import io.jotgate.controller.faults.Fault;
import io.jotgate.controller.faults.FaultyApi;
import io.jotgate.controller.faults.Traces;
import io.jotgate.controller.jwtissuer.RotationExecutor.Acknowledgements;
import io.jotgate.controller.jwtissuer.RotationExecutor.Outcome;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.GuardedObjects;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.KeyRing;
import io.jotgate.keys.KeyState;
import io.jotgate.keys.Requests;
import io.jotgate.keys.SigningKey;
import io.jotgate.keys.jose.SigningKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an issuer's keys become when the API server fails while they are made. */
class ApiKeyObjectsTest {
  private static final String RING = "configmaps/login-jwks";
  private static final String SLOT = "secrets/login-signing-a";
  private static final int WRITES_OF_A_NEW_ISSUER = 8;

  /** Of a request that fails for good: the first one and the client's repetitions. */
  private static final int ATTEMPTS = 4;

  @RegisterExtension final FaultyApi api = new FaultyApi();

  private final SecureRandom random = new SecureRandom();

  static IntStream writesOfANewIssuer() {
    return IntStream.range(0, WRITES_OF_A_NEW_ISSUER);
  }

  @ParameterizedTest
  @MethodSource("writesOfANewIssuer")
  void nothingFollowsAWriteThatFailsAndTheNextRunReachesTheGoal(int write) {
    api.alwaysFromWrite(write, Fault.FAILURE);

    KubernetesClientException failed = assertThrows(KubernetesClientException.class, this::run);

    assertEquals(write + ATTEMPTS, api.writes().size());
    assertTellsNoKey(failed);
    api.recovers();
    assertGoal(run());
  }

  @ParameterizedTest
  @MethodSource("writesOfANewIssuer")
  void aWriteThatLosesARaceIsPlannedAgain(int write) {
    api.onWrite(write, Fault.CONFLICT);

    assertGoal(run());
  }

  @ParameterizedTest
  @MethodSource("writesOfANewIssuer")
  void aWriteWhoseAnswerIsLostIsFoundDone(int write) {
    api.onWrite(write, Fault.BROKEN);

    assertGoal(run());
  }

  @ParameterizedTest
  @MethodSource("writesOfANewIssuer")
  void anUnreadableAnswerTellsNoKeyAndTheNextRunReachesTheGoal(int write) {
    api.onWrite(write, Fault.HALF_AN_ANSWER);

    assertTellsNoKey(assertThrows(KubernetesClientException.class, this::run));
    assertGoal(run());
  }

  @ParameterizedTest
  @CsvSource({
    RING + ",FAILURE",
    RING + ",THROTTLED",
    RING + ",FORBIDDEN",
    RING + ",HALF_AN_ANSWER",
    SLOT + ",FAILURE",
    SLOT + ",BROKEN",
    SLOT + ",HALF_AN_ANSWER"
  })
  void noKeyIsMadeWhenALiveReadFails(String target, Fault fault) {
    run();
    api.forgetCalls();
    api.always("GET " + target, fault);

    KubernetesClientException failed = assertThrows(KubernetesClientException.class, this::run);

    assertEquals(List.of(), api.writes());
    Traces.assertKeeps(api.stored(Secret.class, SLOT).orElseThrow(), failed);
  }

  @Test
  void everyWriteOverAnObjectNamesTheVersionThatWasRead() {
    run();

    assertEquals(WRITES_OF_A_NEW_ISSUER, api.writes().size());
    assertTrue(
        api.calls().stream()
            .filter(Call::writes)
            .allMatch(call -> call.verb().equals("POST") || call.resourceVersion().isPresent()));
  }

  @Test
  void aSlotThatSomebodyElseHasFilledMeanwhileIsNotOverwritten() {
    api.on("POST " + SLOT, Fault.CONFLICT);

    Outcome outcome = run();

    assertEquals(2, api.writes().stream().filter(("POST " + SLOT)::equals).count());
    assertEquals(
        0,
        outcome.ring().orElseThrow().keys().stream()
            .filter(key -> !key.kid().equals(storedKid(key)))
            .count());
    assertGoal(outcome);
  }

  @ParameterizedTest
  @CsvSource({"P-256,P-384", "ES256,none"})
  void aRingWithAKeyThatCannotBePublishedIsUnreadable(String member, String broken) {
    run();
    ConfigMap map = api.stored(ConfigMap.class, RING).orElseThrow();
    String edited = Data.text(map, IssuerFiles.RING).orElseThrow().replace(member, broken);
    api.has(ConfigMap.class, new ConfigMapBuilder(map).addToData(IssuerFiles.RING, edited).build());
    api.forgetCalls();

    assertThrows(KeyObjects.UnreadableRingException.class, this::run);

    assertEquals(List.of(), api.writes());
  }

  @Test
  void aSlotThatIsRefusedIsTriedAgainWithTheKeyThatTheRingHasReserved() {
    RotationExecutor executor = executor();
    api.always("POST " + SLOT, Fault.FORBIDDEN);
    assertThrows(KubernetesClientException.class, () -> run(executor));
    var reserved = api.stored(ConfigMap.class, RING).orElseThrow().getData();

    assertThrows(KubernetesClientException.class, () -> run(executor));

    assertEquals(reserved, api.stored(ConfigMap.class, RING).orElseThrow().getData());
    api.recovers();
    assertGoal(run(executor));
  }

  private Outcome run() {
    return run(executor());
  }

  private RotationExecutor executor() {
    return new RotationExecutor(
        parameters -> SigningKeys.generate(KeyParameters.of("ES256"), random),
        Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
  }

  private Outcome run(RotationExecutor executor) {
    return executor.run(
        keys(),
        RotationPolicies.WEEKLY,
        new RotationInputs(
            "uid-of-login",
            new Acknowledgements(List.of(), List.of()),
            Requests.rotate(Optional.empty()),
            Optional.empty(),
            Optional::empty));
  }

  private ApiKeyObjects keys() {
    return new ApiKeyObjects(
        new GuardedObjects(api.client()), "shop", "login", Optional.empty(), Optional::empty);
  }

  private void assertGoal(Outcome outcome) {
    KeyRing ring = outcome.ring().orElseThrow();
    assertTrue(outcome.canSign());
    assertEquals(
        List.of(KeyState.ACTIVE, KeyState.PREPARED),
        ring.keys().stream().map(SigningKey::state).toList());
    ring.keys().forEach(key -> assertEquals(key.kid(), storedKid(key)));
  }

  private String storedKid(SigningKey key) {
    return keys().slot(key.slot()).orElseThrow().content().orElseThrow().kid();
  }

  /** No private key that was ever sent is in the exception. */
  private void assertTellsNoKey(KubernetesClientException failed) {
    api.calls().stream()
        .filter(call -> call.writes() && call.target().contains("secrets/"))
        .map(call -> call.body().at("/data/jwk.json").asText())
        .map(value -> new SecretBuilder().addToData("jwk.json", value).build())
        .forEach(secret -> Traces.assertKeeps(secret, failed));
  }
}
