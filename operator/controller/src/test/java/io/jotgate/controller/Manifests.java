package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Golden manifests: directories with inputs ({@code in-*.yaml}) and one {@code
 * out-<kind>-<name>.yaml} for each object. {@code -Dgoldens.update=true} rewrites the outputs; an
 * output that belongs to no object fails.
 */
public final class Manifests {
  private static final Path GOLDENS = Path.of("src/test/resources/golden");
  private static final KubernetesSerialization SERIALIZATION = OperatorClient.serialization();

  private Manifests() {}

  /** The directories of scenarios of one kind, sorted. */
  public static List<Path> scenarios(String kind) {
    return list(GOLDENS.resolve(kind));
  }

  /** Reads one input. */
  public static <T> T read(Path scenario, String file, Class<T> type) {
    try {
      return SERIALIZATION.unmarshal(Files.readString(scenario.resolve(file)), type);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Compares objects with the outputs of a scenario. */
  public static void compare(Path scenario, Collection<? extends HasMetadata> objects) {
    Map<String, String> actual = new TreeMap<>();
    objects.forEach(each -> actual.put(fileName(each), SERIALIZATION.asYaml(each)));
    if (Boolean.getBoolean("goldens.update")) {
      rewrite(scenario, actual);
    }
    Map<String, String> expected = new TreeMap<>();
    outputs(scenario).forEach(each -> expected.put(each.getFileName().toString(), text(each)));
    assertEquals(expected.keySet(), actual.keySet(), "one file for each object");
    expected.forEach((file, text) -> assertEquals(text, actual.get(file), file));
  }

  private static void rewrite(Path scenario, Map<String, String> actual) {
    try {
      for (Path old : outputs(scenario)) {
        Files.delete(old);
      }
      for (Map.Entry<String, String> each : actual.entrySet()) {
        Files.writeString(scenario.resolve(each.getKey()), each.getValue());
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static List<Path> outputs(Path scenario) {
    return list(scenario).stream()
        .filter(each -> !each.getFileName().toString().startsWith("in-"))
        .toList();
  }

  private static String fileName(HasMetadata object) {
    return "out-%s-%s.yaml"
        .formatted(object.getKind().toLowerCase(Locale.ROOT), object.getMetadata().getName());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
