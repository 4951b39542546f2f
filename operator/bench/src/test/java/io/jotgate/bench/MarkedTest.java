package io.jotgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MarkedTest {
  private static final String BEFORE = "# Title\n\n<!-- peers:begin -->\n";
  private static final String AFTER = "<!-- peers:end -->\n\nMore.\n";

  @Test
  void replacesWhatIsBetweenTheMarks() {
    String once = Marked.replace(BEFORE + "old\n" + AFTER, "peers", "new $1\n\n");

    assertEquals(BEFORE + "new $1\n" + AFTER, once);
    assertEquals(once, Marked.replace(once, "peers", "new $1"));
  }

  @Test
  void refusesATextWithoutThem() {
    assertThrows(IllegalArgumentException.class, () -> Marked.replace(AFTER, "peers", "new"));
    assertThrows(
        IllegalArgumentException.class, () -> Marked.replace(BEFORE + AFTER, "token", "new"));
  }

  @Test
  void aTableIsWrittenAsMarkdown() {
    Table table = new Table("title", "a", "b").row("1", "2");

    assertEquals("| a | b |\n|---|---|\n| 1 | 2 |\n", table.markdown());
  }
}
