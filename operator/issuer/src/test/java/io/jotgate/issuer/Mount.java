package io.jotgate.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory whose files are replaced as the kubelet does it: all at once, by renaming a link. */
final class Mount {
  private final Path directory;
  private final Map<String, String> files = new TreeMap<>();
  private int version;

  Mount(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  Mount with(String name, String content) {
    files.put(name, content);
    return this;
  }

  Mount without(String name) {
    files.remove(name);
    return this;
  }

  /** Publishes all files of this moment in one rename. */
  void publish() {
    try {
      Path link = directory.resolve("..data");
      Path old = Files.isSymbolicLink(link) ? link.toRealPath() : directory.resolve("none");
      version++;
      Path next = Files.createDirectory(directory.resolve("..version-" + version));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(next.resolve(file.getKey()), file.getValue());
      }
      Path temporary = directory.resolve("..data_tmp");
      Files.createSymbolicLink(temporary, next.getFileName());
      Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
      for (String name : files.keySet()) {
        Path visible = directory.resolve(name);
        if (!Files.isSymbolicLink(visible)) {
          Files.createSymbolicLink(visible, Path.of("..data", name));
        }
      }
      delete(old);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Publishes the same files in another directory. */
  void copyTo(Path other) {
    Mount copy = new Mount(other);
    copy.files.putAll(files);
    copy.publish();
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> tree = Files.walk(path)) {
        for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
