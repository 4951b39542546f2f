package io.jotgate.controller.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jotgate.controller.faults.Fault;
import io.jotgate.controller.faults.FaultyApi;
import io.jotgate.controller.faults.Traces;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.GuardedObjects;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of an authority and a leaf when the API server fails on the way. */
class CertificateExecutorTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final CertificateOwner OWNER =
      new CertificateOwner(
          "login",
          "shop",
          new OwnerReferenceBuilder().withKind("JwtIssuer").withName("login").build(),
          ServerNames.of("login", "shop", "https://login.shop.svc"));
  private static final List<String> WRITES =
      List.of("POST secrets/login-ca-key", "POST configmaps/login-ca", "POST secrets/login-tls");

  /** Of a request that fails for good: the first one and the client's repetitions. */
  private static final int ATTEMPTS = 4;

  @RegisterExtension final FaultyApi api = new FaultyApi();

  private final SelfSignedCertificates certificates =
      new SelfSignedCertificates(new SecureRandom());

  @Test
  void writesTheAuthorityBeforeWhatReliesOnIt() {
    ensure();

    assertEquals(WRITES, api.writes());
    assertGoal();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void nothingFollowsAWriteThatFailsAndTheNextRunGoesOnFromThere(int write) {
    api.alwaysFromWrite(write, Fault.FAILURE);

    assertThrows(KubernetesClientException.class, this::ensure);
    assertEquals(write + ATTEMPTS, api.writes().size());

    Optional<Secret> authority = authority();
    api.recovers();
    ensure();
    assertGoal();
    authority.ifPresent(made -> assertEquals(Optional.of(made), authority()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aWriteWhoseAnswerIsLostIsNotDoneOver(int write) {
    api.onWrite(write, Fault.BROKEN);

    ensure();

    assertGoal();
    assertEquals(WRITES, api.writes().stream().distinct().toList());
    assertEquals(WRITES.size() + 1, api.writes().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void anUnreadableAnswerToAPrivateKeyTellsNothingOfIt(int write) {
    api.onWrite(write, Fault.HALF_AN_ANSWER);

    KubernetesClientException failed = assertThrows(KubernetesClientException.class, this::ensure);

    Secret written = api.stored(Secret.class, WRITES.get(write).replace("POST ", "")).orElseThrow();
    Traces.assertKeeps(written, failed);
    ensure();
    assertGoal();
  }

  @Test
  void theAuthorityOfAFasterOperatorIsTheAuthority() {
    PemPair winner = certificates.newAuthority("login", "shop", NOW);
    Secret stored = api.has(Secret.class, secret("login-ca-key", winner));
    api.on("GET secrets/login-ca-key", Fault.NOT_FOUND);

    ensure();

    assertEquals(Optional.of(stored), authority());
    assertGoal();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FORBIDDEN", "THROTTLED", "FAILURE", "BROKEN", "HALF_AN_ANSWER"})
  void noAuthorityIsMadeWhenTheOneThatIsThereCannotBeRead(Fault fault) {
    Secret there =
        api.has(
            Secret.class, secret("login-ca-key", certificates.newAuthority("login", "shop", NOW)));
    api.always("GET secrets/login-ca-key", fault);

    Traces.assertKeeps(there, assertThrows(KubernetesClientException.class, this::ensure));
    assertEquals(List.of(), api.writes());
  }

  @Test
  void aFightWithAnotherWriterEndsAndIsTakenUpAgainSoon() {
    api.always("POST secrets/login-ca-key", Fault.CONFLICT);

    CertificateExecutor.Outcome outcome = ensure();

    assertEquals(new CertificateExecutor.Outcome(NOW, List.of()), outcome);
    assertTrue(api.writes().size() <= 12, "it gives up");
  }

  private CertificateExecutor.Outcome ensure() {
    return new CertificateExecutor(new GuardedObjects(api.client()), certificates)
        .ensure(OWNER, NOW);
  }

  private Optional<Secret> authority() {
    return api.stored(Secret.class, "secrets/login-ca-key");
  }

  /** One authority, which is the one that clients read and the one that signed the leaf. */
  private void assertGoal() {
    PemPair authority = pair(authority().orElseThrow());
    PemPair leaf = pair(api.stored(Secret.class, "secrets/login-tls").orElseThrow());
    assertEquals(
        Map.of("ca.crt", authority.certificate()),
        Data.all(api.stored(ConfigMap.class, "configmaps/login-ca").orElseThrow()));
    CertificateFacts facts = CertificateReader.leaf(leaf, authority).orElseThrow();
    assertTrue(facts.signedByAuthority() && facts.keyMatches());
  }

  private static PemPair pair(Secret secret) {
    return new PemPair(
        Data.text(secret, "tls.crt").orElseThrow(), Data.text(secret, "tls.key").orElseThrow());
  }

  private static Secret secret(String name, PemPair pair) {
    return new SecretBuilder()
        .withMetadata(OWNER.metadata(name))
        .withData(Data.encoded(Map.of("tls.crt", pair.certificate(), "tls.key", pair.privateKey())))
        .build();
  }
}
