package io.jotgate.controller.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jotgate.controller.faults.Call;
import io.jotgate.controller.faults.Fault;
import io.jotgate.controller.faults.FaultyApi;
import io.jotgate.controller.faults.Traces;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a read or a write that the API server does not carry out as asked. */
class GuardedObjectsTest {
  private static final Map<String, String> LABELS = JotgateLabels.ofIssuer("login");
  private static final String GET = "GET secrets/login-signing-a";
  private static final String POST = "POST secrets/login-signing-a";
  private static final String PUT = "PUT secrets/login-signing-a";

  @RegisterExtension final FaultyApi api = new FaultyApi();

  @Test
  void aReadFindsNothingOnlyWhenTheApiServerSaysSo() {
    assertEquals(Optional.empty(), read());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE", "BROKEN", "HALF_AN_ANSWER"})
  void aReadThatFailsIsNeverTakenForAnObjectThatIsMissing(Fault fault) {
    Secret there = api.has(Secret.class, secret("private-half"));
    api.always(GET, fault);

    Traces.assertKeeps(there, assertThrows(KubernetesClientException.class, this::read));
  }

  @Test
  void aReadWithoutAnAnswerFailsWhenTheClientHasWaitedLongEnough() {
    api.has(Secret.class, secret("private-half"));
    api.always(GET, Fault.SILENCE);
    var impatient = new GuardedObjects(api.impatientClient());

    assertThrows(
        KubernetesClientException.class,
        () -> impatient.read(Secret.class, "shop", "login-signing-a", LABELS));
    assertEquals(List.of(GET), targets());
  }

  @Test
  void aServerThatIsBusyForAMomentIsAskedAgain() {
    api.has(Secret.class, secret("private-half"));
    api.on(GET, Fault.THROTTLED, Fault.FAILURE, Fault.BROKEN);

    assertTrue(read().isPresent());
    assertEquals(Collections.nCopies(4, GET), targets());
  }

  @Test
  void aServerThatStaysInTroubleIsLeftToTheNextReconcile() {
    api.always(POST, Fault.FAILURE);

    assertThrows(KubernetesClientException.class, () -> objects().create(secret("private-half")));
    assertEquals(Collections.nCopies(4, POST), targets());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONFLICT", "NOT_FOUND"})
  void aWriteThatLostARaceSaysSoAndIsNotRepeated(Fault fault) {
    Secret read = api.has(Secret.class, secret("private-half"));
    api.always(PUT, fault);

    assertFalse(objects().replace(with(read, "other-half")));
    assertEquals(List.of(PUT), targets());
    assertEquals(
        Optional.of(read.getMetadata().getResourceVersion()),
        api.calls().getFirst().resourceVersion());
  }

  @Test
  void aCreationThatLostARaceSaysSoAndIsNotRepeated() {
    Secret winner = api.has(Secret.class, secret("private-half"));

    assertFalse(objects().create(secret("other-half")));
    assertEquals(List.of(POST), targets());
    assertEquals(Optional.of(winner), stored());
  }

  @Test
  void aReplacementWhoseAnswerIsLostIsDoneOnceAndCountsAsARaceThatIsToBeLookedAt() {
    Secret read = api.has(Secret.class, secret("private-half"));
    api.on(PUT, Fault.BROKEN);

    assertFalse(objects().replace(with(read, "other-half")));
    assertEquals(List.of(PUT, PUT), targets());
    assertEquals(with(read, "other-half").getData(), stored().orElseThrow().getData());
  }

  @Test
  void aCreationWhoseAnswerIsLostIsDoneOnceAndCountsAsARaceThatIsToBeLookedAt() {
    api.on(POST, Fault.BROKEN);

    assertFalse(objects().create(secret("private-half")));
    assertEquals(List.of(POST, POST), targets());
    assertEquals(secret("private-half").getData(), stored().orElseThrow().getData());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE", "HALF_AN_ANSWER"})
  void aReplacementThatFailsThrowsAndTellsNoSecret(Fault fault) {
    Secret next = with(api.has(Secret.class, secret("private-half")), "other-half");
    api.always(PUT, fault);

    Traces.assertKeeps(
        next, assertThrows(KubernetesClientException.class, () -> objects().replace(next)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE", "HALF_AN_ANSWER"})
  void aCreationThatFailsThrowsAndTellsNoSecret(Fault fault) {
    Secret next = secret("private-half");
    api.always(POST, fault);

    Traces.assertKeeps(
        next, assertThrows(KubernetesClientException.class, () -> objects().create(next)));
  }

  @Test
  void aWriteWithoutAnAnswerThrowsAndIsNotRepeatedByAnImpatientClient() {
    Secret read = api.has(Secret.class, secret("private-half"));
    Secret next = with(read, "other-half");
    api.always(PUT, Fault.SILENCE);
    var impatient = new GuardedObjects(api.impatientClient());

    Traces.assertKeeps(
        next, assertThrows(KubernetesClientException.class, () -> impatient.replace(next)));
    assertEquals(List.of(PUT), targets());
  }

  private GuardedObjects objects() {
    return new GuardedObjects(api.client());
  }

  private Optional<Secret> read() {
    return objects().read(Secret.class, "shop", "login-signing-a", LABELS);
  }

  private Optional<Secret> stored() {
    return api.stored(Secret.class, "secrets/login-signing-a");
  }

  private List<String> targets() {
    return api.calls().stream().map(Call::target).toList();
  }

  private static Secret with(Secret read, String value) {
    return new SecretBuilder(read).withData(secret(value).getData()).build();
  }

  private static Secret secret(String value) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("login-signing-a")
        .withNamespace("shop")
        .withLabels(LABELS)
        .endMetadata()
        .withData(Data.encoded(Map.of("jwk.json", value)))
        .build();
  }
}
