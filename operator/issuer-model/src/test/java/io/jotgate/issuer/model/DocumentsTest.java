package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document: exact bytes, read back, and refused with anything more, less or twice. */
class DocumentsTest {
  private static final String HASH = "ab".repeat(32);
  private static final String ARGON2ID =
      "$argon2id$v=19$m=19456,t=2,p=1$" + "s".repeat(22) + "$" + "h".repeat(43);
  private static final String PRIVATE_JWK =
      "{\"alg\":\"ES256\",\"crv\":\"P-256\",\"d\":\"canary\",\"kid\":\"k1\",\"kty\":\"EC\",\"x\":\"eA\",\"y\":\"eQ\"}";

  record Document(String name, String text, UnaryOperator<String> readAndWrite) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Document> documents() {
    return Stream.of(
        new Document(
            "issuer.json",
            "{\"audiences\":[\"a\",\"b\"],"
                + "\"authentication\":{\"apiKeyEnabled\":true,\"apiKeyHeaders\":[\"X-API-Key\",\"apikey\"],\"basicEnabled\":false,"
                + "\"basicRealm\":\"The shop\",\"failuresPerCredential\":{\"count\":5,\"windowSeconds\":300},"
                + "\"failuresPerSource\":{\"count\":10,\"windowSeconds\":60},\"trustedProxies\":[\"10.0.0.0/8\"]},"
                + "\"claims\":{\"denyNames\":[\"salary\"],\"mappings\":[{\"claim\":\"userID\",\"from\":{\"body\":\"/user/id\"},"
                + "\"maxLength\":64,\"pattern\":\"[a-z]+\",\"required\":true,\"type\":\"STRING\"}],\"sensitive\":\"REJECT\","
                + "\"transactionId\":true},\"formatVersion\":1,"
                + "\"issuerURL\":\"https://login.shop.svc\",\"jwksMaxAgeSeconds\":3600,\"maxTtlSeconds\":900,"
                + "\"response\":{\"corsOrigins\":[\"http://localhost:3000\",\"https://shop.example\"],\"includeInBody\":true},"
                + "\"scopes\":[\"read\",\"write\"],\"ttlSeconds\":300}",
            text -> IssuerConfigCodec.write(IssuerConfigCodec.read(text))),
        new Document(
            "credentials.json",
            "{\"consumers\":[{\"clientId\":\"batch\",\"credentials\":[{\"id\":\"abcdefghijk2\",\"name\":\"main\",\"sha256\":\""
                + HASH
                + "\",\"type\":\"Key\"}],\"scopes\":[\"read\"],\"subject\":\"uid-1\"}],\"formatVersion\":1,\"revision\":\"r1\"}",
            text -> CredentialsCodec.write(CredentialsCodec.read(text))),
        new Document(
            "verifiers.json",
            "{\"consumer\":{\"assertableClaims\":[{\"name\":\"userID\",\"pattern\":\"[a-z]+\"}],\"attributes\":{\"role\":\"reader\"},"
                + "\"audiences\":[\"a\"],\"clientId\":\"batch\",\"credentials\":["
                + "{\"hash\":\""
                + ARGON2ID
                + "\",\"name\":\"basic\",\"type\":\"Password\"},{\"jwk\":\"{\\\"kty\\\":\\\"EC\\\"}\",\"name\":\"jwt\",\"type\":\"PublicKey\"},"
                + "{\"id\":\"abcdefghijk2\",\"name\":\"main\",\"notAfter\":\"2026-01-31T00:00:00Z\",\"sha256\":\""
                + HASH
                + "\",\"type\":\"Key\"},{\"name\":\"old\",\"sha256\":\""
                + HASH
                + "\",\"type\":\"OpaqueKey\"}],\"expiresAt\":\"2027-01-31T00:00:00Z\",\"groups\":[\"g\"],\"subject\":\"uid-1\","
                + "\"tokenTtlSeconds\":60},\"formatVersion\":1}",
            text -> ConsumerVerifiersCodec.write(ConsumerVerifiersCodec.read(text))),
        new Document(
            "jwk.json",
            "{\"formatVersion\":1,\"jwk\":" + PRIVATE_JWK + ",\"kid\":\"k1\",\"ownerUid\":\"uid\"}",
            text -> SlotFileCodec.write(SlotFileCodec.read(text))),
        new Document(
            "state",
            "{\"activeKid\":\"k1\",\"configHash\":\"c\",\"credentialsRevision\":\"r\",\"cryptoProvider\":\"SunEC\","
                + "\"formatVersion\":1,\"kids\":[\"k1\",\"k2\"],\"lastUsed\":{\"abcdefghijk2\":\"2026-03-01T12:00:00Z\"},\"pod\":\"login-0\",\"ready\":true,\"ringEpoch\":7,"
                + "\"ringOwnerUid\":\"uid\"}",
            text -> IssuerStateCodec.write(IssuerStateCodec.read(text))));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void readsBackToTheSameBytes(Document document) {
    assertEquals(document.text(), document.readAndWrite().apply(document.text()));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void refusesAnUnknownMember(Document document) {
    String text = document.text().replaceFirst("\\{", "{\"canary\":1,");

    assertRefused(document, text);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void refusesADuplicateMember(Document document) {
    assertRefused(document, document.text().replaceFirst("\\{", "{\"formatVersion\":1,"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void refusesAnotherFormatVersion(Document document) {
    assertRefused(document, document.text().replace("\"formatVersion\":1", "\"formatVersion\":2"));
    assertRefused(document, document.text().replaceFirst("\"formatVersion\":1,?", ""));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void refusesEveryPrefixOfItself(Document document) {
    for (int length = 0; length < document.text().length(); length++) {
      assertRefused(document, document.text().substring(0, length));
    }
  }

  @Test
  void equalSettingsInAnotherOrderGiveEqualBytesAndHash() {
    IssuerConfig one = config(List.of("b", "a"), List.of("read", "write"));
    IssuerConfig other = config(List.of("a", "b", "a"), List.of("write", "read"));

    assertEquals(IssuerConfigCodec.write(one), IssuerConfigCodec.write(other));
    assertEquals(IssuerConfigCodec.hash(one), IssuerConfigCodec.hash(other));
    assertNotEquals(
        IssuerConfigCodec.hash(one), IssuerConfigCodec.hash(config(List.of("a"), List.of())));
  }

  @Test
  void theRevisionOfCredentialsFollowsFromTheConsumers() {
    ConsumerEntry one = consumer("one", "abcdefghijk2");
    ConsumerEntry two = consumer("two", "abcdefghijk3");

    assertEquals(Credentials.of(List.of(one, two)), Credentials.of(List.of(two, one)));
    assertNotEquals(
        Credentials.of(List.of(one, two)).revision(), Credentials.of(List.of(one)).revision());
  }

  @Test
  void refusesCredentialsWhoseLookUpWouldHaveTwoAnswers() {
    ConsumerEntry one = consumer("one", "abcdefghijk2");

    assertThrows(
        InvalidDocumentException.class,
        () -> Credentials.of(List.of(one, consumer("two", "abcdefghijk2"))));
    assertThrows(
        InvalidDocumentException.class,
        () -> Credentials.of(List.of(one, consumer("one", "abcdefghijk3"))));
  }

  @Test
  void refusesASlotWhoseKeyHasAnotherKid() {
    assertThrows(
        InvalidDocumentException.class, () -> new SlotFile("uid", "k2", "ES256", PRIVATE_JWK));
    assertThrows(
        InvalidDocumentException.class, () -> new SlotFile("uid", "k1", "RS256", PRIVATE_JWK));
  }

  @Test
  void refusesAStateWhoseTimesAreNone() {
    String state =
        IssuerStateCodec.write(
            new IssuerState("login-0", null, 0, List.of(), null, null, null, false, "SunEC"));
    String used = state.replaceFirst("\\{", "{\"lastUsed\":{\"canary\":\"%s\"},");

    assertEquals(
        Map.of("canary", Instant.EPOCH),
        IssuerStateCodec.read(used.formatted("1970-01-01T00:00:00Z")).lastUsed());
    InvalidDocumentException error =
        assertThrows(
            InvalidDocumentException.class, () -> IssuerStateCodec.read(used.formatted("canary")));
    assertFalse(error.toString().contains("canary"));
  }

  @Test
  void aSlotNeverShowsItsKey() {
    SlotFile slot = new SlotFile("uid", "k1", "ES256", PRIVATE_JWK);

    assertFalse(slot.toString().contains("canary"));
    assertEquals("SlotFile[ownerUid=uid, kid=k1, alg=ES256]", slot.toString());
  }

  private static void assertRefused(Document document, String text) {
    InvalidDocumentException error =
        assertThrows(
            InvalidDocumentException.class, () -> document.readAndWrite().apply(text), text);
    assertFalse(String.valueOf(error.getMessage()).contains("canary"));
  }

  private static IssuerConfig config(List<String> audiences, List<String> scopes) {
    return new IssuerConfig(
        "https://login.shop.svc",
        audiences,
        300,
        900,
        AuthenticationConfig.ofHeaders("apikey"),
        scopes,
        60,
        ResponseConfig.DEFAULT,
        ClaimsConfig.DEFAULT);
  }

  private static ConsumerEntry consumer(String name, String keyId) {
    return new ConsumerEntry(
        name,
        "uid-" + name,
        List.of(),
        List.of(),
        List.of(new KeyVerifier("main", keyId, HASH, null)));
  }
}
