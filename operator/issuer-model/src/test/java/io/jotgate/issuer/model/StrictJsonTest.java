package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static final int LIMIT = 4096;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "{",
        "{\"a\":1",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "{\"a\":1}//",
        "{\"a\":1} {}",
        "{\"a\":1}x",
        "\uFEFF{}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":[{\"b\":1,\"b\":2}]}",
        "{\"a\":1,\"\\u0061\":2}"
      })
  void refusesWhatIsNotOneStrictObject(String text) {
    assertThrows(InvalidDocumentException.class, () -> StrictJson.object(text, LIMIT));
  }

  @Test
  void refusesTextThatIsLongerThanTheLimit() {
    String text = "{\"a\":\"" + "x".repeat(100) + "\"}";

    assertEquals("is longer than 100", messageOf(() -> StrictJson.object(text, 100)));
    assertEquals(
        "is longer than 100",
        messageOf(() -> StrictJson.object(text.getBytes(StandardCharsets.UTF_8), 100)));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'};

    assertEquals("is not UTF-8", messageOf(() -> StrictJson.object(overlong, LIMIT)));
  }

  @Test
  void refusesDeepNesting() {
    String text = "{\"a\":" + "[".repeat(17) + "]".repeat(17) + "}";

    assertThrows(InvalidDocumentException.class, () -> StrictJson.object(text, LIMIT));
  }

  @Test
  void refusesNumbersThatAreTooLongToBeMeant() {
    String text = "{\"a\":" + "1".repeat(33) + "}";

    assertThrows(InvalidDocumentException.class, () -> StrictJson.object(text, LIMIT));
  }

  @Test
  void errorsNeverRepeatWhatTheDocumentSaid() {
    List<String> texts =
        List.of(
            "{\"canary\":\"canary\"",
            "{\"canary\":1,\"canary\":1}",
            "{\"a\":canary}",
            "{\"a\":1}canary",
            "canary");

    for (String text : texts) {
      InvalidDocumentException error =
          assertThrows(InvalidDocumentException.class, () -> StrictJson.object(text, LIMIT));
      assertFalse(String.valueOf(error.getMessage()).contains("canary"), text);
      assertEquals(null, error.getCause());
    }
  }

  @Test
  void countsUnknownMembersWithoutNamingThem() {
    StrictObject object = StrictJson.object("{\"a\":1,\"canary\":2}", LIMIT);
    object.number("a", 0, 9);

    assertEquals("has 1 unknown member", messageOf(object::end));
  }

  @Test
  void namesThePlaceOfABrokenRule() {
    StrictObject object = StrictJson.object("{\"a\":[{\"b\":1},{\"b\":\"x\"}]}", LIMIT);

    assertEquals(
        "a[1].b: must be an integer from 0 to 9",
        messageOf(() -> object.objects("a", 5, item -> item.number("b", 0, 9))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":1.0}",
        "{\"n\":1e0}",
        "{\"n\":\"1\"}",
        "{\"n\":null}",
        "{\"n\":10}",
        "{\"n\":-1}"
      })
  void takesNothingButAnIntegerWithinBoundsForAnInteger(String text) {
    StrictObject object = StrictJson.object(text, LIMIT);

    assertThrows(InvalidDocumentException.class, () -> object.number("n", 0, 9));
  }

  private static String messageOf(org.junit.jupiter.api.function.Executable executable) {
    return String.valueOf(assertThrows(InvalidDocumentException.class, executable).getMessage());
  }
}
