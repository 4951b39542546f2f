package io.jotgate.testing.envoy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory whose files change as in a projected volume of the kubelet: all at once, by renaming
 * the link {@code ..data}; links of new files come after that, the old directory goes at once.
 */
public final class ProjectedVolume {
  private static final String DATA = "..data";

  private final Path directory;
  private int generation;

  /** A volume in an existing directory. */
  public ProjectedVolume(Path directory) {
    this.directory = directory;
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** Replaces all files. */
  public void write(Map<String, String> files) {
    try {
      Set<String> before = links();
      Path old = directory.resolve(DATA);
      Path previous = Files.exists(old) ? old.toRealPath() : null;
      Path fresh = Files.createDirectory(directory.resolve("..generation_" + ++generation));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(fresh.resolve(file.getKey()), file.getValue());
      }
      Path link = directory.resolve("..data_tmp");
      Files.createSymbolicLink(link, fresh.getFileName());
      Files.move(link, old, StandardCopyOption.ATOMIC_MOVE);
      adjustLinks(before, files.keySet());
      if (previous != null) {
        delete(previous);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void adjustLinks(Set<String> before, Set<String> now) throws IOException {
    for (String name : new TreeSet<>(now)) {
      if (!before.contains(name)) {
        Files.createSymbolicLink(directory.resolve(name), Path.of(DATA, name));
      }
    }
    for (String name : before) {
      if (!now.contains(name)) {
        Files.delete(directory.resolve(name));
      }
    }
  }

  private Set<String> links() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith(".."))
          .collect(Collectors.toSet());
    }
  }

  private static void delete(Path generation) throws IOException {
    try (Stream<Path> files = Files.list(generation)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(generation);
  }
}
