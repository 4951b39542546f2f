package io.jotgate.api.v1alpha1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The committed CRDs and their copies in the chart are what the classes say.
 *
 * <p>{@code make generate} (or {@code -Dgoldens.update=true}) rewrites them.
 */
class CrdGoldenTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final String REPAIR =
      "the committed CRDs differ from the classes: run make generate";

  @Test
  void committedCrdsAreGeneratedFromTheClasses() throws IOException {
    assertCommitted(ROOT.resolve("crds"), CrdManifests.generate());
  }

  @Test
  void chartCarriesTheSameCrdsAndKeepsThemOnUninstall() throws IOException {
    Map<String, String> templates = new TreeMap<>();
    CrdManifests.generate()
        .forEach((name, manifest) -> templates.put(name, chartTemplate(manifest)));
    assertCommitted(ROOT.resolve("helm/jotgate/templates/crds"), templates);
  }

  /** Helm would read a double brace in a description as an action, so none may be there. */
  private static String chartTemplate(String manifest) {
    if (manifest.contains("{{")) {
      throw new AssertionError("a CRD contains {{: Helm would try to run it");
    }
    String kept =
        """
        metadata:
          {{- if .Values.crds.keep }}
          annotations:
            helm.sh/resource-policy: keep
          {{- end }}
        """;
    return "{{- if .Values.crds.install }}\n"
        + manifest.replaceFirst("(?m)^metadata:\n", kept)
        + "{{- end }}\n";
  }

  private static void assertCommitted(Path directory, Map<String, String> expected)
      throws IOException {
    if (Boolean.getBoolean("goldens.update")) {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : expected.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
    }
    assertEquals(expected.keySet(), filesIn(directory), REPAIR);
    for (Map.Entry<String, String> file : expected.entrySet()) {
      assertEquals(file.getValue(), Files.readString(directory.resolve(file.getKey())), REPAIR);
    }
  }

  private static Set<String> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
