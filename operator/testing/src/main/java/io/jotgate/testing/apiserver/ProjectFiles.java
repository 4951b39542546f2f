package io.jotgate.testing.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** The directory in which kube-api-test finds kube-apiserver and etcd. */
  static Path apiServerBinaries() {
    return present(named("KUBE_API_TEST_DIR").orElseGet(() -> cache().resolve("kubeapitest")));
  }

  /** The helm binary: the one that {@code hack/test} names, else the newest that was built. */
  static Path helm() {
    return present(named("JOTGATE_HELM").orElseGet(ProjectFiles::newestHelm));
  }

  private static Path newestHelm() {
    Path versions = present(cache().resolve("tools/helm"));
    try (Stream<Path> each = Files.list(versions)) {
      return each.max(Comparator.naturalOrder()).orElse(versions).resolve("helm");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path cache() {
    return named("JOTGATE_CACHE")
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "jotgate"));
  }

  private static Optional<Path> named(String variable) {
    return Optional.ofNullable(System.getenv(variable)).map(Path::of);
  }

  private static Path present(Path file) {
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "Missing " + file + ": run hack/cluster/build --api, which makes the binaries for tests");
    }
    return file;
  }
}
