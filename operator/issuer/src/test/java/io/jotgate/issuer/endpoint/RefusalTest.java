package io.jotgate.issuer.endpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs/token-service.md");

  @ParameterizedTest
  @EnumSource
  void isInTheTableOfTheDocument(Refusal refusal) throws IOException {
    boolean found =
        Files.readString(DOCUMENT)
            .lines()
            .filter(line -> line.startsWith("| " + refusal.status()))
            .filter(line -> line.contains("`" + refusal.error() + "`"))
            .anyMatch(line -> line.contains("`" + refusal.reason() + "`"));

    assertTrue(found, "docs/token-service.md has no row for " + refusal);
  }

  /** RFC 6749 section 5.2 allows no quote, no backslash and nothing beyond ASCII. */
  @ParameterizedTest
  @EnumSource
  void describesItselfInTheCharactersOfRfc6749(Refusal refusal) {
    assertTrue(
        refusal.description().chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\'),
        refusal.description());
  }
}
