package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  /** A fixed key: its checksum was computed with Python's zlib.crc32. */
  private static final String KNOWN = "jg_abcdefghijk2_0123456789ABCDEFGHIJKLMNOPQRSTUV_4PQHCy";

  @Test
  void aGeneratedKeyReadsBackAndHasTheDocumentedForm() {
    ApiKey key = ApiKey.generate(new SecureRandom());

    assertTrue(key.text().matches("jg_[a-z2-7]{12}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}"));
    assertEquals(Optional.of(key.text()), ApiKey.parse(key.text()).map(ApiKey::text));
    assertEquals(Optional.of(key.id()), ApiKey.parse(key.text()).map(ApiKey::id));
  }

  @Test
  void theChecksumIsCrc32InBase62() {
    assertEquals(Optional.of("abcdefghijk2"), ApiKey.parse(KNOWN).map(ApiKey::id));
  }

  @Test
  void oneWrongCharacterAnywhereIsNoticedByTheChecksum() {
    for (int i = 0; i < KNOWN.length(); i++) {
      char other = KNOWN.charAt(i) == 'a' ? 'b' : 'a';
      String mistyped = KNOWN.substring(0, i) + other + KNOWN.substring(i + 1);

      assertTrue(ApiKey.parse(mistyped).isEmpty(), mistyped);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jg_",
        "jg_abcdefghijk2_",
        "Bearer x",
        "jg_abcdefghijk2_0123_000000",
        "\u0000"
      })
  void otherFormsAreNoKeys(String text) {
    assertTrue(ApiKey.parse(text).isEmpty());
    assertTrue(ApiKey.parse(KNOWN + text + " ").isEmpty());
  }

  @Test
  void twoKeysDiffer() {
    SecureRandom random = new SecureRandom();

    assertFalse(ApiKey.generate(random).text().equals(ApiKey.generate(random).text()));
  }

  @Test
  void theVerifierIsSha256OfTheWholeText() throws Exception {
    ApiKey key = ApiKey.generate(new SecureRandom());
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(key.text().getBytes(StandardCharsets.UTF_8));

    assertEquals(
        new KeyVerifier("main", key.id(), HexFormat.of().formatHex(hash), null),
        key.verifier("main"));
  }

  @Test
  void toStringShowsNeitherSecretNorHash() {
    ApiKey key = ApiKey.generate(new SecureRandom());

    assertEquals("ApiKey[id=" + key.id() + "]", key.toString());
    assertEquals("KeyVerifier[name=main, id=" + key.id() + "]", key.verifier("main").toString());
  }
}
