package io.jotgate.bench;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java runtime of a server and its options: that of the image of the token service if {@code
 * hack/images} has prepared it, else that of this process.
 *
 * @param name for tables
 * @param java the program
 * @param classPath as text
 * @param options before the class path
 */
record ServerRuntime(String name, Path java, String classPath, List<String> options) {
  /** Directory into which {@code hack/images} has unpacked the image of the token service. */
  static final String IMAGE_PROPERTY = "jotgate.bench.image";

  /** Names the archive of classes that a start uses (JEP 483). */
  static final String ARCHIVE = "-XX:AOTCache=";

  /** The memory limit that the operator gives to a pod: the heap follows from it. */
  private static final String MEMORY = "-XX:MaxRAM=256m";

  ServerRuntime {
    options = List.copyOf(options);
  }

  /** The runtime of the token service with native crypto. */
  static ServerRuntime nativeCrypto() {
    String image = System.getProperty(IMAGE_PROPERTY);
    if (image != null) {
      return UnpackedImage.read(Path.of(image)).runtime().with(MEMORY);
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> options =
        List.of("-XX:+UseSerialGC", MEMORY, "--enable-native-access=ALL-UNNAMED");
    return new ServerRuntime("as built", java, System.getProperty("java.class.path"), options);
  }

  /** The same where the native crypto is missing: the JDK's takes its place. */
  ServerRuntime jdkCrypto() {
    String others =
        Arrays.stream(classPath.split(File.pathSeparator, -1))
            .filter(entry -> !isNativeCrypto(Path.of(entry).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    return new ServerRuntime(name, java, others, options).withoutArchive();
  }

  /** The same with one more option. */
  ServerRuntime with(String option) {
    return new ServerRuntime(
        name, java, classPath, Stream.concat(options.stream(), Stream.of(option)).toList());
  }

  /** The same without an archive of classes: all of them come from their jars. */
  ServerRuntime withoutArchive() {
    return new ServerRuntime(
        name,
        java,
        classPath,
        options.stream().filter(option -> !option.startsWith(ARCHIVE)).toList());
  }

  /** The archive of classes that starts use, if any. */
  boolean hasArchive() {
    return options.stream().anyMatch(option -> option.startsWith(ARCHIVE));
  }

  /** What starts a main class. The token service has its own class path and nothing of ours. */
  List<String> command(Class<?> main) {
    boolean ours = main.getPackage().equals(ServerRuntime.class.getPackage());
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    command.addAll(
        List.of("-cp", ours ? classPath + File.pathSeparator + here() : classPath, main.getName()));
    return command;
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
