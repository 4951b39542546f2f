package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.testing.json.JsonTestSuite;
import io.jotgate.testing.json.JsonTestSuite.Case;
import io.jotgate.testing.json.JsonTestSuite.Expectation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every text of JSONTestSuite through the reader of documents and of request bodies. */
class JsonTestSuiteTest {
  /** Two values under one name, and a number of 80 digits where 32 are the limit. */
  private static final Set<String> REFUSED_THOUGH_JSON =
      Set.of(
          "y_object_duplicated_key.json",
          "y_object_duplicated_key_and_value.json",
          "y_number_double_close_to_zero.json");

  /** Numbers that a double rounds or an integer of any size holds. All else is refused. */
  private static final Set<String> ACCEPTED_BY_CHOICE =
      Set.of(
          "i_number_double_huge_neg_exp.json",
          "i_number_real_underflow.json",
          "i_number_too_big_neg_int.json",
          "i_number_too_big_pos_int.json");

  private static final int LIMIT = 1_000_000;

  private final List<Case> cases = JsonTestSuite.cases();

  @Test
  void acceptsWhatIsJsonAndRefusesWhatIsNot() {
    Set<String> differing = new TreeSet<>();
    Set<String> accepted = new TreeSet<>();
    for (Case one : cases) {
      boolean reads = reads(one.asMember());
      if (one.expectation() == Expectation.EITHER) {
        if (reads) {
          accepted.add(one.name());
        }
      } else if (reads != (one.expectation() == Expectation.ACCEPT)) {
        differing.add(one.name());
      }
    }
    assertEquals(new TreeSet<>(REFUSED_THOUGH_JSON), differing);
    assertEquals(new TreeSet<>(ACCEPTED_BY_CHOICE), accepted);
  }

  @Test
  void noTextOfTheSuiteIsADocumentUnlessItIsAnObject() {
    for (Case one : cases) {
      boolean isObject =
          one.expectation() == Expectation.ACCEPT
              && one.octets().strip().startsWith("{")
              && !REFUSED_THOUGH_JSON.contains(one.name());

      assertEquals(isObject, reads(one.bytes()), one.name());
    }
  }

  private static boolean reads(byte[] json) {
    boolean fromBytes = isObject(() -> StrictJson.object(json, LIMIT));
    String text = new String(json, StandardCharsets.UTF_8);
    if (!text.contains("\ufffd")) {
      assertEquals(fromBytes, isObject(() -> StrictJson.object(text, LIMIT)), text);
    }
    return fromBytes;
  }

  private static boolean isObject(Runnable reader) {
    try {
      reader.run();
      return true;
    } catch (InvalidDocumentException e) {
      return false;
    }
  }
}
