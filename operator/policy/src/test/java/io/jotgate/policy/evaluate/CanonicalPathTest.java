package io.jotgate.policy.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a, /a",
    "/a?b=/c, /a",
    "/a/, /a/",
    "//a//b, /a/b",
    "/a/./b, /a/b",
    "/a/../b, /b",
    "/../../b, /b",
    "/a/.., /",
    "/a/b/.., /a/",
    "/a/., /a/",
    "/a//../b, /a/b",
    "/%2e%2E/a, /a",
    "/%61%7e, /a~",
    "/%40, /%40",
    "/%252e%252e, /%252e%252e",
    "/%, /%",
    "/%zz, /%zz",
    "/a;b, /a;b",
    "/a\\b, /a/b",
    "/A, /A",
  })
  void aTargetStandsForOnePath(String target, String path) {
    assertEquals(Optional.of(path), CanonicalPath.of(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "http://a/b",
        "/a#b",
        "/a%2Fb",
        "/a%5cb",
        "/a%00",
        "/a b",
        "/a\u0001"
      })
  void aTargetThatCouldMeanMoreHasNone(String target) {
    assertEquals(Optional.empty(), CanonicalPath.of(target));
  }

  @Test
  void aFragmentBehindTheQueryIsRefusedToo() {
    assertEquals(Optional.empty(), CanonicalPath.of("/a?b#c"));
  }
}
