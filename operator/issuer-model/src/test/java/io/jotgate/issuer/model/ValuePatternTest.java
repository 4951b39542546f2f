package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePatternTest {
  @Test
  void theWholeValueHasToMatchWithAndWithoutAnchors() {
    assertTrue(new ValuePattern("[0-9]+").matches("42"));
    assertTrue(new ValuePattern("^[0-9]+$").matches("42"));
    assertFalse(new ValuePattern("[0-9]+").matches("42x"));
    assertFalse(new ValuePattern("[0-9]+").matches("x42"));
    assertFalse(new ValuePattern("^[0-9]+$").matches("42\n"));
    assertFalse(new ValuePattern("a|b").matches("ab"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[0-9a-z-]{1,64}$",
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "(?i)[a-z]{2,3}(-[a-z0-9]{2,8})*",
        "[^]]+[]a]",
        "[[:alpha:]_]\\w{0,30}",
        "\\Qa.b\\E|\\p{Lu}\\p{L}{1,100}|\\x{1F600}",
        "(?P<year>[0-9]{4})-(?P<month>[0-9]{2})",
        "a{2,}?{x}"
      })
  void compilesWhatPeopleWrite(String text) {
    assertEquals(text, new ValuePattern(text).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "((((a{30}){30}){30}){30}){30}",
        "(((a{0,900})){0,900})",
        "(a*){1000}(b*){1000}",
        "[a-z]{1,1000}",
        "(\\Qaaaaaaaaaa\\E){999}"
      })
  void refusesAnExpressionThatWouldBecomeLargeBeforeCompilingIt(String text) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () ->
            assertThrows(InvalidDocumentException.class, () -> new ValuePattern(text), () -> text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "(", "[a", "(?<=a)b", "(a)\\1", "\\"})
  void refusesWhatIsNotRe2(String text) {
    assertThrows(InvalidDocumentException.class, () -> new ValuePattern(text));
  }

  @Test
  void matchesInLinearTimeWhatMakesBacktrackingHang() {
    String evil = "a".repeat(ClaimMapping.HARD_MAX_LENGTH) + "!";
    for (String text : new String[] {"(a+)+", "(a|aa)+", "(a*)*b", "(a?){120}a{120}"}) {
      ValuePattern pattern = new ValuePattern(text);
      assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertFalse(pattern.matches(evil)));
    }
  }

  @Test
  void neverTakesLongForRandomExpressions() {
    long seed = 20261124;
    Random random = new Random(seed);
    String[] parts = {
      "a",
      "b",
      "(",
      ")",
      "[",
      "]",
      "{9}",
      "{1,40}",
      "{999}",
      "*",
      "+",
      "?",
      "|",
      "\\",
      "^",
      "[^a]",
      "(?i)",
      "\\pL",
      "[:alpha:]",
      "\\Q",
      "\\E",
      "{",
      "}",
      ","
    };
    String value = "ab".repeat(128);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n >= 0; n--) {
              text.append(parts[random.nextInt(parts.length)]);
            }
            long start = System.nanoTime();
            try {
              new ValuePattern(text.toString()).matches(value);
            } catch (InvalidDocumentException refused) {
              // Most of them are no expressions.
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis < 2000, () -> "seed " + seed + ": " + millis + " ms for " + text);
          }
        });
  }
}
