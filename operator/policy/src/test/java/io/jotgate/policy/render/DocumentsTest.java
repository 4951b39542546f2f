package io.jotgate.policy.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static Documents ofSize(int bytes) {
    return Documents.of(Map.of("a", "x".repeat(bytes - 1)));
  }

  @Test
  void countsNamesAndBytesNotCharacters() {
    assertEquals(Optional.empty(), ofSize(Documents.LIMIT_BYTES).oversize());
    assertEquals(
        Optional.of(new Documents.Oversize(Documents.LIMIT_BYTES + 1)),
        ofSize(Documents.LIMIT_BYTES + 1).oversize());
    assertTrue(
        Documents.of(Map.of("a", "\u00e9".repeat(Documents.LIMIT_BYTES / 2)))
            .oversize()
            .isPresent());
  }

  @Test
  void aRewriteChangesBytesAndNotContent() {
    Documents documents = Documents.of(Map.of("a", "{}", "b", "{\"x\":1}"));
    assertNotEquals(documents, documents.rewritten());
    assertTrue(documents.sameContent(documents.rewritten()));
    assertEquals(documents, documents.rewritten().rewritten());
    assertFalse(documents.sameContent(Documents.of(Map.of("a", "{}"))));
  }
}
