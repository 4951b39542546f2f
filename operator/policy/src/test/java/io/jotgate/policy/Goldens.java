package io.jotgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that a reviewer reads instead of the code that writes them: {@code in-*} is what a test
 * reads, {@code out-*} what it must produce. {@code -Dgoldens.update=true} rewrites the latter.
 */
public final class Goldens {
  private static final Path ROOT = Path.of("src/test/resources/goldens");

  private Goldens() {}

  /**
   * Compares what was produced with all {@code out-*} files of a scenario; a missing or a
   * superfluous file fails too.
   *
   * @param produced texts by file name without {@code out-}
   */
  public static void assertProduces(String scenario, Map<String, String> produced) {
    SortedMap<String, String> expected = read(ROOT.resolve(scenario));
    if (Boolean.getBoolean("goldens.update")) {
      write(ROOT.resolve(scenario), expected, produced);
    } else {
      assertEquals(
          expected,
          new TreeMap<>(produced),
          "to accept: ./mvnw -pl operator/policy -am test -Dgoldens.update=true");
    }
  }

  /** All other files of all scenarios, sorted. */
  public static List<String> filesOtherThanOutput() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("out-"))
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, String> read(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("out-"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().substring(4),
                  Goldens::text,
                  (a, b) -> a,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      Path directory, SortedMap<String, String> old, Map<String, String> produced) {
    try {
      for (String name : old.keySet()) {
        Files.delete(directory.resolve("out-" + name));
      }
      for (Map.Entry<String, String> file : produced.entrySet()) {
        Files.writeString(directory.resolve("out-" + file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
