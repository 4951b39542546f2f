package io.jotgate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Runs the Helm client that {@code JOTGATE_HELM} names against the cluster of {@code KUBECONFIG}.
 */
final class Helm {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final long TIMEOUT_MINUTES = 5;

  private Helm() {}

  /** Installs the chart and waits until the operator is ready. */
  static void install(String release, String namespace, List<String> settings) {
    var arguments =
        new ArrayList<>(
            List.of(
                "upgrade",
                "--install",
                release,
                ROOT.resolve("helm/jotgate").toString(),
                "--namespace",
                namespace,
                "--create-namespace",
                "--wait",
                "--timeout",
                "3m"));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    run(arguments);
  }

  static void uninstall(String release, String namespace) {
    run(List.of("uninstall", release, "--namespace", namespace, "--wait", "--timeout", "2m"));
  }

  static void uninstallIfThere(String release, String namespace) {
    run(List.of("uninstall", release, "--namespace", namespace, "--ignore-not-found"));
  }

  private static void run(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(
        Objects.requireNonNull(System.getenv("JOTGATE_HELM"), "JOTGATE_HELM: run make test-node"));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError("helm " + String.join(" ", arguments) + " failed:\n" + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while helm ran", e);
    }
  }
}
