package io.jotgate.policy.render.envoy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.policy.TestIssuer;
import io.jotgate.policy.TestRoutes;
import io.jotgate.policy.compile.Compiled;
import io.jotgate.policy.compile.PolicyCompiler;
import io.jotgate.policy.render.Documents;
import io.jotgate.testing.envoy.HttpAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Envoy verifies what an issuer signs, by whatever algorithm it does. */
@Tag("envoy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvoyAlgorithmsIT {
  private final SidecarRig rig;
  private long epoch;

  EnvoyAlgorithmsIT(@TempDir Path directory) {
    rig = new SidecarRig(directory);
  }

  @AfterEach
  void nothingReachedTheWorkloadWithoutAGrant() {
    assertEquals(List.of(), rig.intruders());
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ES256, 0",
    "ES384, 0",
    "ES512, 0",
    "RS256, 2048",
    "RS384, 2048",
    "RS512, 2048",
    "PS256, 2048",
    "PS384, 2048",
    "PS512, 2048",
    "RS256, 3072",
    "PS256, 4096",
    "RS512, 4096",
    "Ed25519, 0"
  })
  void verifiesATokenAndRefusesABrokenSignatureAndAnotherKey(String alg, int bits) {
    TestIssuer login = issuer(alg, bits);
    trust(login, login.publicJwk());

    assertVerified(login.token("orders:read"));
    assertRefused(withBrokenSignature(login.token("orders:read")));
    assertRefused(issuer(alg, bits).token("orders:read"));
  }

  @Test
  void verifiesOldAndNewTokensWhileAnIssuerChangesItsAlgorithm() {
    TestIssuer before = issuer("ES256", 0);
    TestIssuer after = issuer("PS256", 2048);
    String old = before.token("orders:read");

    trust(before, before.publicJwk(), after.publicJwk());
    assertVerified(old);
    assertVerified(after.token("orders:read"));
    assertRefused(withBrokenSignature(after.token("orders:read")));

    trust(before, after.publicJwk());
    assertRefused(old);
    assertVerified(after.token("orders:read"));
  }

  @Test
  void verifiesByAllAlgorithmsAtOnce() {
    List<TestIssuer> issuers =
        TestIssuer.algorithms().stream().map(alg -> issuer(alg, 2048)).toList();
    trust(issuers.getFirst(), issuers.stream().map(TestIssuer::publicJwk).toArray(String[]::new));

    for (TestIssuer issuer : issuers) {
      assertVerified(issuer.token("orders:read"));
      assertRefused(withBrokenSignature(issuer.token("orders:read")));
    }
  }

  /** RSA keys differ by their algorithm alone: a token must not verify by the other padding. */
  @Test
  void refusesATokenWhoseKeyIsTrustedForAnotherAlgorithm() {
    TestIssuer login = issuer("RS256", 2048);
    trust(login, login.publicJwk().replace("RS256", "PS256"));

    assertRefused(login.token("orders:read"));
  }

  @Test
  void readsALargeModulusThatIsTrustedBesideAnother() {
    TestIssuer login = issuer("ES256", 0);
    byte[] modulus = new byte[1024];
    new Random(7).nextBytes(modulus);
    modulus[0] |= (byte) 0x80;
    modulus[1023] |= 1;
    String large =
        "{\"alg\":\"RS256\",\"e\":\"AQAB\",\"kid\":\"large\",\"kty\":\"RSA\",\"n\":\"%s\",\"use\":\"sig\"}"
            .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(modulus));

    trust(login, large, login.publicJwk());

    assertVerified(login.token("orders:read"));
  }

  /** Why an issuer that is told Ed25519 writes EdDSA. */
  @Test
  void rejectsASetWithTheNewerNameOfEdDsa() {
    TestIssuer login = issuer("EdDSA", 0);
    trust(login, login.publicJwk());
    long rejected = rig.state().rejected();

    Compiled compiled = compile(login, login.publicJwk());
    TreeMap<String, String> files =
        new TreeMap<>(rig.renderer().trustDocuments(compiled.trust()).files());
    files.replaceAll((name, text) -> text.replace("EdDSA", "Ed25519"));
    rig.write(rig.renderer().policyDocuments(compiled.policy()), new Documents(files));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertEquals(rejected + 1, rig.state().rejected()));
    assertVerified(login.token("orders:read"));
  }

  private static TestIssuer issuer(String alg, int bits) {
    return TestIssuer.signingBy(alg, bits, "login", "orders-api");
  }

  private void trust(TestIssuer issuer, String... publicJwks) {
    Compiled compiled = compile(issuer, publicJwks);
    rig.load(
        rig.renderer().policyDocuments(compiled.policy()),
        rig.renderer().trustDocuments(compiled.trust()));
  }

  private Compiled compile(TestIssuer issuer, String... publicJwks) {
    epoch++;
    return PolicyCompiler.compile(
        "orders",
        List.of(TestRoutes.quickstart(rig.upstreamPort())),
        Map.of("login", issuer.resolved(epoch, List.of(publicJwks))));
  }

  private void assertVerified(String token) {
    HttpAnswer answer = rig.granted("GET", "/orders", "authorization: Bearer " + token);
    assertEquals(200, answer.status(), answer::toString);
  }

  private void assertRefused(String token) {
    HttpAnswer answer = rig.refused("GET", "/orders", "authorization: Bearer " + token);
    assertEquals(401, answer.status(), answer::toString);
    assertEquals(
        List.of("Bearer realm=\"orders\", error=\"invalid_token\""),
        answer.header("www-authenticate"));
  }

  /** One bit of the signature changed, whatever its length. */
  private static String withBrokenSignature(String token) {
    int dot = token.lastIndexOf('.') + 1;
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot));
    signature[signature.length / 2] ^= 1;
    return token.substring(0, dot)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }
}
