package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialVerifierTest {
  private static final String HASH = "ab".repeat(32);
  private static final String SALT_AND_HASH = "$" + "s".repeat(22) + "$" + "h".repeat(43);
  private static final String BCRYPT = "$2b$12$" + "b".repeat(53);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=19456,t=2,p=1",
        "$argon2id$v=19$m=65536,t=3,p=4",
        "$argon2id$v=19$m=8,t=1,p=1"
      })
  void takesArgon2idOfBoundedCost(String parameters) {
    assertTrue(PasswordHashSyntax.accepts(parameters + SALT_AND_HASH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65537,t=1,p=1", "$argon2id$v=19$m=65536,t=4,p=1",
        "$argon2id$v=19$m=999999,t=999,p=9", "$argon2id$v=19$m=19456,t=2,p=5",
        "$argon2id$v=19$m=8,t=1,p=2", "$argon2id$v=19$m=19456,t=0,p=1",
        "$argon2id$v=16$m=19456,t=2,p=1", "$argon2i$v=19$m=19456,t=2,p=1",
        "$argon2id$v=19$m=4294967297,t=1,p=1"
      })
  void refusesArgon2OfHostileCostOrOfAnotherKind(String parameters) {
    assertFalse(PasswordHashSyntax.accepts(parameters + SALT_AND_HASH));
  }

  @Test
  void takesBcryptUpToACost() {
    assertTrue(PasswordHashSyntax.accepts(BCRYPT));
    assertTrue(PasswordHashSyntax.accepts(BCRYPT.replace("$2b$12", "$2y$05")));
    assertFalse(PasswordHashSyntax.accepts(BCRYPT.replace("$12$", "$14$")));
    assertFalse(PasswordHashSyntax.accepts(BCRYPT.replace("$12$", "$31$")));
    assertFalse(PasswordHashSyntax.accepts(BCRYPT.replace("$12$", "$03$")));
    assertFalse(PasswordHashSyntax.accepts("hunter2"));
  }

  @Test
  void refusesAPrivateKeyWhereAPublicOneBelongs() {
    InvalidDocumentException error =
        assertThrows(
            InvalidDocumentException.class,
            () -> new PublicKeyVerifier("jwt", "{\"kty\":\"EC\",\"d\":\"canary\"}", null));

    assertFalse(String.valueOf(error.getMessage()).contains("canary"));
  }

  @Test
  void noneShowsItsHash() {
    assertEquals(
        "OpaqueKeyVerifier[name=old, id=abababababab]",
        new OpaqueKeyVerifier("old", HASH, null).toString());
    assertFalse(new PasswordVerifier("basic", BCRYPT, null).toString().contains(BCRYPT));
    assertFalse(new KeyVerifier("main", "abcdefghijk2", HASH, null).toString().contains(HASH));
  }

  @Test
  void isExpiredFromTheVeryInstantOn() {
    KeyVerifier key = new KeyVerifier("main", "abcdefghijk2", HASH, NOON);

    assertFalse(key.isExpired(NOON.minusNanos(1)));
    assertTrue(key.isExpired(NOON));
    assertFalse(key.until(null).isExpired(Instant.MAX));
  }

  @Test
  void aConsumerHasAtMostFourPasswords() {
    List<PasswordVerifier> five = IntStream.range(0, 5).mapToObj(this::password).toList();

    assertEquals(4, consumer("c", five.subList(0, 4)).credentials().size());
    assertThrows(InvalidDocumentException.class, () -> consumer("c", five));
  }

  @Test
  void twoConsumersNeverShareABroughtKey() {
    List<OpaqueKeyVerifier> key = Collections.singletonList(new OpaqueKeyVerifier("a", HASH, null));

    assertThrows(
        InvalidDocumentException.class,
        () -> Credentials.of(List.of(consumer("one", key), consumer("two", key))));
  }

  private PasswordVerifier password(int number) {
    return new PasswordVerifier("p" + number, BCRYPT.substring(0, 59) + number, null);
  }

  private static ConsumerEntry consumer(String name, List<? extends CredentialVerifier> all) {
    return new ConsumerEntry(name, "uid-" + name, List.of(), List.of(), all);
  }
}
