package io.jotgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An image of a Java program that lies unpacked on this machine, and what it is started with. So
 * what is measured has the options of the image, whatever they are.
 *
 * @param root directory that is the root of its file system
 * @param entrypoint of the image: {@code java}, options, class path, main class
 */
record UnpackedImage(Path root, List<String> entrypoint) {
  private static final String CLASS_PATH = "-cp";

  UnpackedImage {
    entrypoint = List.copyOf(entrypoint);
  }

  /**
   * Reads what {@code hack/image-layers unpack} has written.
   *
   * @param directory holds {@code root} and {@code config.json}
   */
  static UnpackedImage read(Path directory) {
    try {
      JsonNode config = new ObjectMapper().readTree(directory.resolve("config.json").toFile());
      List<String> entrypoint =
          StreamSupport.stream(config.path("config").path("Entrypoint").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      return new UnpackedImage(directory.resolve("root").toAbsolutePath(), entrypoint);
    } catch (IOException e) {
      throw new UncheckedIOException("no unpacked image here: run hack/images", e);
    }
  }

  /** Its Java runtime, options and class path, with the paths that its files have here. */
  ServerRuntime runtime() {
    int classPath = entrypoint.indexOf(CLASS_PATH);
    if (classPath < 1) {
      throw new IllegalStateException("the image does not start Java with a class path");
    }
    return new ServerRuntime(
        "as in the image",
        root.resolve("jre/bin/java"),
        classPath(entrypoint.get(classPath + 1)),
        entrypoint.subList(1, classPath).stream()
            .map(option -> option.replace("=/", "=" + root + "/"))
            .toList());
  }

  /** A path, or the name of a file with one after an {@code @}. */
  private String classPath(String value) {
    String paths = value.startsWith("@") ? text(here(value.substring(1))) : value;
    return Arrays.stream(paths.strip().split(File.pathSeparator, -1))
        .map(entry -> here(entry).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path here(String path) {
    return root.resolve(path.substring(1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
