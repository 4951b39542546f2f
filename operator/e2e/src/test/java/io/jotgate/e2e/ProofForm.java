package io.jotgate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Whether a proof runs in full (system property {@code jotgate.prove}), and where its figures go
 * besides the log (property {@code jotgate.figures}).
 */
final class ProofForm {
  private ProofForm() {}

  /** One of two sizes. */
  static int choose(int inFull, int inShort) {
    return Boolean.getBoolean("jotgate.prove") ? inFull : inShort;
  }

  /** Prints a line of figures. */
  static void figure(String line) {
    System.out.println(line);
    Optional.ofNullable(System.getProperty("jotgate.figures"))
        .map(Path::of)
        .ifPresent(file -> append(file, line));
  }

  private static void append(Path file, String line) {
    try {
      Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write figures", e);
    }
  }
}
