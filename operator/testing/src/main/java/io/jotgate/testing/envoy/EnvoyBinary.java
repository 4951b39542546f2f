package io.jotgate.testing.envoy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the Envoy binary is. */
public final class EnvoyBinary {
  private static final String VERSION = "1.40.0";

  private EnvoyBinary() {}

  /**
   * The binary: system property {@code jotgate.envoy}, else environment {@code JOTGATE_ENVOY}, else
   * the cache of {@code hack/cluster}.
   *
   * @throws IllegalStateException when there is none, with the command that gets it
   */
  public static Path path() {
    Path binary =
        Optional.ofNullable(System.getProperty("jotgate.envoy"))
            .or(() -> Optional.ofNullable(System.getenv("JOTGATE_ENVOY")))
            .map(Path::of)
            .orElseGet(() -> cache().resolve("tools/envoy/" + VERSION + "/envoy"));
    if (!Files.isExecutable(binary)) {
      throw new IllegalStateException("no Envoy at " + binary + ": run hack/cluster/build envoy");
    }
    return binary;
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("JOTGATE_CACHE"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "jotgate"));
  }
}
