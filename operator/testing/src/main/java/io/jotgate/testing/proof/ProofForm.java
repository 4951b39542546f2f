package io.jotgate.testing.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Whether the proofs run in full (system property {@code jotgate.prove}), with which seeds
 * (variable {@code JOTGATE_SEEDS}), and where their figures go (property {@code jotgate.figures}).
 */
public final class ProofForm {
  private ProofForm() {}

  /** Whether to run in full. */
  public static boolean isFull() {
    return Boolean.getBoolean("jotgate.prove");
  }

  /** One of two sizes. */
  public static int choose(int inFull, int inShort) {
    return isFull() ? inFull : inShort;
  }

  /** The chosen seeds, else ten of them in full. */
  public static List<Long> seeds(int inShort) {
    return Optional.ofNullable(System.getenv("JOTGATE_SEEDS"))
        .filter(value -> !value.isBlank())
        .map(value -> Arrays.stream(value.split(",")).map(s -> Long.valueOf(s.strip())).toList())
        .orElseGet(() -> LongStream.rangeClosed(1, choose(10, inShort)).boxed().toList());
  }

  /** Prints figures, and keeps them if anybody wants them. */
  public static void report(List<String> lines) {
    lines.forEach(System.out::println);
    figures(lines);
  }

  /** Adds lines to the figures that are printed at the end, if anybody wants them. */
  public static void figures(List<String> lines) {
    Optional.ofNullable(System.getProperty("jotgate.figures"))
        .map(Path::of)
        .ifPresent(file -> append(file, lines));
  }

  private static void append(Path file, List<String> lines) {
    try {
      Files.write(
          file,
          lines,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the figures to " + file, e);
    }
  }
}
