package io.jotgate.controller.apiconsumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jotgate.api.v1alpha1.ApiConsumer;
import io.jotgate.controller.apiconsumer.WantedCredential.KeySecret;
import io.jotgate.controller.apiconsumer.WantedCredential.PasswordSecret;
import io.jotgate.controller.apiconsumer.WantedCredential.PasswordText;
import io.jotgate.controller.apiconsumer.WantedCredential.PublicKeys;
import io.jotgate.controller.resource.Data;
import io.jotgate.controller.resource.SecretLookup;
import io.jotgate.issuer.model.ApiKey;
import io.jotgate.issuer.model.KeyVerifier;
import io.jotgate.issuer.model.OpaqueKeyVerifier;
import io.jotgate.issuer.model.PasswordVerifier;
import io.jotgate.keys.KeyParameters;
import io.jotgate.keys.jose.SigningKeys;
import io.jotgate.keys.password.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BroughtCredentialsTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String PASSWORD = "correct horse battery";
  private static final ApiConsumer CONSUMER = Consumers.named("batch", "uid-1");

  private final StablePasswords passwords = new StablePasswords(new SecureRandom());

  @Test
  void findsABroughtKeyByItsHash() {
    CredentialReport report = key(Map.of("apiKey", KEY));

    assertEquals(
        List.of(new OpaqueKeyVerifier("old", OpaqueKeyVerifier.hash(KEY), null)),
        report.verifiers());
  }

  @Test
  void findsAKeyOfOurFormByItsId() {
    ApiKey key = ApiKey.generate(new SecureRandom());

    CredentialReport report = key(Map.of("apiKey", key.text()));

    assertEquals(key.id(), assertInstanceOf(KeyVerifier.class, report.verifiers().getFirst()).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef\n",
        "0123456789abcdef 0123456789abcdef",
        "0123456789abcdef0123456789abcdeé"
      })
  void refusesAKeyThatIsShortOrFitsInNoHeader(String text) {
    CredentialReport report = key(Map.of("apiKey", text));

    assertInvalid(report);
    assertFalse(report.toString().contains(text.substring(0, 16)));
  }

  @Test
  void refusesASecretWithoutAKey() {
    assertInvalid(key(Map.of("key", KEY)));
  }

  @Test
  void tellsTheCommandThatLabelsTheSecret() {
    CredentialReport report =
        brought(new SecretLookup.NotLabelled())
            .report(new KeySecret("old", Optional.empty(), "old-key"));

    var problem = report.problem().orElseThrow();
    assertEquals(ApiConsumerReason.SecretNotLabelled, problem.reason());
    assertTrue(
        problem.message().endsWith("kubectl label secret old-key -n shop jotgate.io/watch=true"),
        problem.message());
  }

  @Test
  void hashesAPasswordOnceAndKeepsTheHash() {
    Secret secret = basic(Map.of("password", PASSWORD));
    String hash = hash(password(secret, passwords));
    assertTrue(PasswordHash.parse(hash).matches(PASSWORD.getBytes(StandardCharsets.UTF_8)));

    assertEquals(hash, hash(password(secret, passwords)));
  }

  @Test
  void keepsThePublishedHashAfterARestart() {
    Secret secret = basic(Map.of("password", PASSWORD));
    CredentialReport before = password(secret, passwords);
    var entry = ApiConsumerObjects.entry(CONSUMER, before.verifiers());
    StablePasswords restarted = new StablePasswords(new SecureRandom());

    CredentialReport after =
        new BroughtCredentials(
                CONSUMER,
                name -> new SecretLookup.Found(secret),
                restarted.with(Optional.of(entry)))
            .report(new PasswordSecret("legacy", Optional.empty(), "legacy-basic"));

    assertEquals(hash(before), hash(after));
  }

  @Test
  void makesAnotherHashOfAnotherPassword() {
    String hash = hash(password(basic(Map.of("password", PASSWORD)), passwords));
    Secret changed =
        new SecretBuilder(basic(Map.of("password", "another password")))
            .editMetadata()
            .withResourceVersion("8")
            .endMetadata()
            .build();

    assertNotEquals(hash, hash(password(changed, passwords)));
  }

  @Test
  void refusesAPasswordForAnotherUserOrOfAnotherKindOfSecret() {
    assertInvalid(password(basic(Map.of("username", "root", "password", PASSWORD)), passwords));
    assertInvalid(
        password(
            new SecretBuilder(basic(Map.of("password", PASSWORD))).withType("Opaque").build(),
            passwords));
    assertInvalid(password(basic(Map.of("password", "short")), passwords));
    assertInvalid(password(basic(Map.of("password", PASSWORD + "\n")), passwords));
  }

  @Test
  void refusesAHashThatCostsTooMuch() {
    CredentialReport report =
        brought(new SecretLookup.Absent())
            .report(
                new PasswordText(
                    "p",
                    Optional.empty(),
                    "$argon2id$v=19$m=999999,t=9,p=1$" + "A".repeat(22) + "$" + "A".repeat(43)));

    assertInvalid(report);
  }

  @Test
  void takesPublicKeysAndRefusesPrivateOnes() {
    var key = SigningKeys.generate(new KeyParameters("ES256", 0), new SecureRandom());

    assertEquals(1, jwks("{\"keys\":[" + key.publicJwk() + "]}").verifiers().size());
    assertInvalid(jwks("{\"keys\":[" + key.privateJwk() + "]}"));
    assertInvalid(jwks("{\"keys\":[]}"));
    assertInvalid(jwks("nonsense"));
  }

  @Test
  void aCredentialThatIsAnotherOneAgainIsRefused() {
    CredentialReport one = key(Map.of("apiKey", KEY));
    CredentialReport again =
        brought(new SecretLookup.Found(opaque(Map.of("apiKey", KEY))))
            .report(new KeySecret("again", Optional.empty(), "again"));

    List<CredentialReport> both = CredentialReports.distinct(List.of(one, again));

    assertEquals(one, both.getFirst());
    assertInvalid(both.getLast());
    assertEquals(one.verifiers(), CredentialReports.verifiers(both));
  }

  private static void assertInvalid(CredentialReport report) {
    assertEquals(ApiConsumerReason.InvalidCredential, report.problem().orElseThrow().reason());
    assertEquals(List.of(), report.verifiers());
  }

  private static String hash(CredentialReport report) {
    return assertInstanceOf(PasswordVerifier.class, report.verifiers().getFirst()).hash();
  }

  private CredentialReport key(Map<String, String> data) {
    return brought(new SecretLookup.Found(opaque(data)))
        .report(new KeySecret("old", Optional.empty(), "old-key"));
  }

  private CredentialReport jwks(String text) {
    return brought(new SecretLookup.Absent()).report(new PublicKeys("jwt", Optional.empty(), text));
  }

  private CredentialReport password(Secret secret, StablePasswords hashes) {
    return new BroughtCredentials(
            CONSUMER, name -> new SecretLookup.Found(secret), hashes.with(Optional.empty()))
        .report(new PasswordSecret("legacy", Optional.empty(), "legacy-basic"));
  }

  private BroughtCredentials brought(SecretLookup found) {
    return new BroughtCredentials(CONSUMER, name -> found, passwords.with(Optional.empty()));
  }

  private static Secret opaque(Map<String, String> data) {
    return secret("Opaque", data);
  }

  private static Secret basic(Map<String, String> data) {
    return secret("kubernetes.io/basic-auth", data);
  }

  private static Secret secret(String type, Map<String, String> data) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("brought")
        .withUid("uid-of-secret")
        .withResourceVersion("7")
        .endMetadata()
        .withType(type)
        .withData(Data.encoded(data))
        .build();
  }
}
