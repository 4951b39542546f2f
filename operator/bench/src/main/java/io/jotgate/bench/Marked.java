package io.jotgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document between two comments, which a program writes anew. */
final class Marked {
  private Marked() {}

  /** Replaces the part of this name in a file. */
  static void replace(Path file, String name, String part) {
    try {
      Files.writeString(file, replace(Files.readString(file), name, part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Replaces the part of this name in a text.
   *
   * @throws IllegalArgumentException where the text has no such part
   */
  static String replace(String text, String name, String part) {
    String begin = "<!-- " + name + ":begin -->\n";
    String end = "<!-- " + name + ":end -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no part between " + begin.strip() + " and " + end);
    }
    return text.substring(0, from + begin.length()) + part.strip() + "\n" + text.substring(to);
  }
}
