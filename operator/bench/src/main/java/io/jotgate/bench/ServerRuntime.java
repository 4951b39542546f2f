package io.jotgate.bench;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java runtime of a server and its options: as in the image of the token service if {@code
 * hack/bench} has prepared that, else as this process.
 *
 * @param name for tables
 * @param java the program
 * @param classPath as text
 * @param options before the main class
 */
record ServerRuntime(String name, Path java, String classPath, List<String> options) {
  /** Directory that {@code hack/image-root} has filled. */
  static final String IMAGE_PROPERTY = "jotgate.bench.image";

  /** Class path of the token service alone. */
  static final String CLASS_PATH_PROPERTY = "jotgate.bench.issuerClassPath";

  /** The memory limit that the operator gives to a pod: the heap follows from it. */
  private static final String MEMORY = "-XX:MaxRAM=256m";

  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          MEMORY,
          "-XX:MaxRAMPercentage=40",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  ServerRuntime {
    options = List.copyOf(options);
  }

  /** The runtime of the token service with native crypto. */
  static ServerRuntime nativeCrypto() {
    String own = System.getProperty(CLASS_PATH_PROPERTY);
    String classPath =
        own == null ? System.getProperty("java.class.path") : own + File.pathSeparator + here();
    String image = System.getProperty(IMAGE_PROPERTY);
    if (image == null) {
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      return new ServerRuntime("as built", java, classPath, OPTIONS);
    }
    Path root = Path.of(image).toAbsolutePath();
    Path accp = root.resolve("accp");
    List<String> options = new ArrayList<>(OPTIONS);
    options.add("-Djava.library.path=" + accp);
    options.add("-Dcom.amazon.corretto.crypto.provider.useExternalLib=true");
    return new ServerRuntime(
        "as in the image",
        root.resolve("runtime/jre/bin/java"),
        accp.resolve("accp.jar") + File.pathSeparator + withoutNativeCrypto(classPath),
        options);
  }

  /** The same where the native crypto is missing: the JDK's takes its place. */
  ServerRuntime jdkCrypto() {
    return new ServerRuntime(name, java, withoutNativeCrypto(classPath), options);
  }

  /** The same with one more option. */
  ServerRuntime with(String option) {
    return new ServerRuntime(
        name, java, classPath, Stream.concat(options.stream(), Stream.of(option)).toList());
  }

  /** Whether everything on the class path is a jar, as a class archive wants it. */
  boolean onlyJars() {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .allMatch(entry -> Files.isRegularFile(Path.of(entry)));
  }

  private static String withoutNativeCrypto(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !isNativeCrypto(Path.of(entry).getFileName().toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isNativeCrypto(String file) {
    return file.startsWith("AmazonCorrettoCryptoProvider") || file.equals("accp.jar");
  }

  /** The classes of this module: the echo is one of them. */
  private static Path here() {
    try {
      return Path.of(
          ServerRuntime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
