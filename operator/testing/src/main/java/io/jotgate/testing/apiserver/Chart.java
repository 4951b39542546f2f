package io.jotgate.testing.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Renders templates of the Helm chart as a user would install them. */
final class Chart {
  /** The operator's ServiceAccount and what it may do. */
  static final List<String> OPERATOR_ACCESS =
      List.of("templates/operator-serviceaccount.yaml", "templates/operator-rbac.yaml");

  private static final long TIMEOUT_SECONDS = 60;

  private Chart() {}

  /** The manifests of some templates, for a release in the given namespace with default values. */
  static byte[] render(String namespace, List<String> templates) {
    return render(namespace, List.of(), templates);
  }

  /**
   * The same, for an operator that watches several namespaces.
   *
   * @param watched empty: the namespace of the release
   */
  static byte[] render(String namespace, List<String> watched, List<String> templates) {
    var command =
        new ArrayList<String>(
            List.of(
                ProjectFiles.helm().toString(),
                "template",
                "jotgate",
                ProjectFiles.top().resolve("helm/jotgate").toString(),
                "--namespace",
                namespace));
    if (!watched.isEmpty()) {
      command.addAll(List.of("--set", "watch.namespaces={" + String.join(",", watched) + "}"));
    }
    templates.forEach(each -> command.addAll(List.of("--show-only", each)));
    try {
      Process helm = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] output = helm.getInputStream().readAllBytes();
      if (!helm.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || helm.exitValue() != 0) {
        helm.destroyForcibly();
        throw new IllegalStateException(
            "helm template failed: " + new String(output, StandardCharsets.UTF_8));
      }
      return output;
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while helm was rendering", stopped);
    }
  }
}
