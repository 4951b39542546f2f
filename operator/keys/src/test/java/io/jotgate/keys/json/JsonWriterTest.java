package io.jotgate.keys.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
  @Test
  void writesEveryTypeOfValue() {
    Map<String, Object> claims = new TreeMap<>();
    claims.put("a", "text");
    claims.put("b", 1_767_225_600L);
    claims.put("c", -7);
    claims.put("d", true);
    claims.put("e", List.of("x", List.of(), Map.of()));
    claims.put("f", Map.of("g", 1.5));
    claims.put("h", new BigDecimal("12.50"));
    claims.put("i", new BigInteger("123456789012345678901234567890"));
    claims.put("j", null);

    assertEquals(
        "{\"a\":\"text\",\"b\":1767225600,\"c\":-7,\"d\":true,\"e\":[\"x\",[],{}],\"f\":{\"g\":1.5},"
            + "\"h\":12.50,\"i\":123456789012345678901234567890,\"j\":null}",
        JsonWriter.text(claims));
  }

  @Test
  void escapesWhatWouldEndAStringOrALine() {
    assertEquals(
        "{\"a\":\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\"}",
        JsonWriter.text(Map.of("a", "\"\\\n\r\t\u0000\u001f")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d"})
  void refusesHalfOfASurrogatePair(String text) {
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.text(Map.of("a", text)));
  }

  @Test
  void refusesWhatHasNoFormInJson() {
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.text(Map.of("a", Double.NaN)));
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.text(Map.of("a", new Object())));
  }

  /** Another library reads back what was written, whatever the strings hold. */
  @Test
  void anotherLibraryReadsTheSame() throws ParseException {
    long seed = 20_260_301L;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Map<String, Object> claims = new TreeMap<>();
      for (int member = 0; member < 5; member++) {
        claims.put(text(random), value(random));
      }
      assertEquals(
          claims,
          JSONObjectUtils.parse(JsonWriter.text(claims)),
          "seed " + seed + ", round " + round);
    }
  }

  private static Object value(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> text(random);
      case 1 -> random.nextBoolean();
      case 2 -> new ArrayList<>(List.of(text(random), text(random)));
      default -> new TreeMap<>(Collections.singletonMap(text(random), text(random)));
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int point;
      do {
        point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
      } while (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
      text.appendCodePoint(point);
    }
    return text.toString();
  }
}
