package io.jotgate.issuer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {
  /** The document of RFC 6901 section 5, as a member. */
  private static final String DOCUMENT =
      """
      {"claims": {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4,
       "i\\\\j": 5, "k\\"l": 6, " ": 7, "m~n": 8, "~1": 9, "deep": {"er": [{"x": true}]}, "none": null}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "/foo/0;bar",
        "/;0",
        "/a~1b;1",
        "/c%d;2",
        "/e^f;3",
        "/g|h;4",
        "/i\\j;5",
        "/k\"l;6",
        "/ ;7",
        "/m~0n;8",
        "/~01;9",
        "/deep/er/0/x;true"
      })
  void findsTheValuesOfTheStandard(String pointer, String expected) {
    assertEquals(
        expected, JsonPointer.parse(pointer).find(document()).map(Object::toString).orElse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/foo/2", "/foo/-", "/foo/01", "/foo/+1", "/foo/bar", "/bar", "/a~1b/c", "/none"})
  void findsNothingWhereThereIsNothing(String pointer) {
    assertEquals(Optional.empty(), JsonPointer.parse(pointer).find(document()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo", "#/foo", "/~", "/~2", "/a\n"})
  void refusesWhatIsNoPointerIntoAnObject(String text) {
    assertThrows(InvalidDocumentException.class, () -> JsonPointer.parse(text));
  }

  private static Map<String, @Nullable Object> document() {
    return StrictJson.object(DOCUMENT.getBytes(StandardCharsets.UTF_8), 4096).plainObject("claims");
  }
}
