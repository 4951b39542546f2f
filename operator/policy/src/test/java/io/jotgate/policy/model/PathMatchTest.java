package io.jotgate.policy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathMatchTest {
  private static PathMatch prefix(String value) {
    return new PathMatch(PathMatch.Kind.PREFIX, value);
  }

  private static PathMatch exact(String value) {
    return new PathMatch(PathMatch.Kind.EXACT, value);
  }

  @Test
  void aPrefixHoldsForWholeSegments() {
    assertTrue(prefix("/orders").matches("/orders"));
    assertTrue(prefix("/orders").matches("/orders/"));
    assertTrue(prefix("/orders").matches("/orders/1"));
    assertFalse(prefix("/orders").matches("/ordersX"));
    assertFalse(prefix("/orders").matches("/Orders"));
    assertTrue(prefix("/").matches("/anything"));
  }

  @Test
  void anExactPathHoldsForItselfAlone() {
    assertTrue(exact("/healthz").matches("/healthz"));
    assertFalse(exact("/healthz").matches("/healthz/"));
  }

  @Test
  void sortsExactBeforePrefixAndLongerBeforeShorter() {
    assertEquals(
        List.of(exact("/a"), prefix("/a/b/c"), prefix("/a/b"), prefix("/a/c"), prefix("/")),
        Stream.of(prefix("/"), prefix("/a/c"), exact("/a"), prefix("/a/b"), prefix("/a/b/c"))
            .sorted()
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "orders", "/orders/", "//orders", "/a//b", "/a/./b", "/a/..", "/a;b", "/%6f"})
  void refusesWhatIsNotInNormalForm(String value) {
    assertThrows(IllegalArgumentException.class, () -> exact(value));
  }
}
