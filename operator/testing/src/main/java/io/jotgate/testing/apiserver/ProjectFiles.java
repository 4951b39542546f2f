package io.jotgate.testing.apiserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the files of the project and the binaries that {@code hack/cluster/build} made. */
final class ProjectFiles {
  private ProjectFiles() {}

  /** The top directory of the checkout. */
  static Path top() {
    Path start = Path.of("").toAbsolutePath();
    for (Path each = start; each != null; each = each.getParent()) {
      if (Files.isDirectory(each.resolve("crds")) && Files.exists(each.resolve("mvnw"))) {
        return each;
      }
    }
    throw new IllegalStateException("Not inside a checkout of the project: " + start);
  }

  /** A file or directory below the cache of built binaries. */
  static Path cached(String name) {
    Path cache =
        Optional.ofNullable(System.getenv("JOTGATE_CACHE"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "jotgate"));
    Path file = cache.resolve(name);
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "Missing " + file + ": run hack/cluster/build, which makes the binaries for tests");
    }
    return file;
  }
}
