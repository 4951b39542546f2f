package io.jotgate.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as the kubelet sees it: it runs, or it ends with a code. */
class OperatorMainTest {
  private static final long PATIENCE_SECONDS = 60;

  @Test
  void endsWithCodeTwoAndNamesTheSettingThatIsMissing(@TempDir Path directory)
      throws IOException, InterruptedException {
    Ended ended = run(directory, Map.of("POD_NAMESPACE", "jotgate-system", "POD_NAME", "p"));

    assertEquals(2, ended.code(), ended::output);
    assertTrue(ended.output().contains("JOTGATE_ISSUER_IMAGE"), ended::output);
  }

  @Test
  void endsWithCodeOneWhenTheApiServerDoesNotAnswer(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path kubeconfig =
        Files.writeString(
            directory.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: nobody
            contexts: [{name: nobody, context: {cluster: nobody, user: nobody}}]
            clusters: [{name: nobody, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: nobody, user: {}}]
            """);

    Ended ended =
        run(
            directory,
            Map.of(
                "POD_NAMESPACE", "jotgate-system",
                "POD_NAME", "p",
                "JOTGATE_ISSUER_IMAGE", "issuer:test",
                "JOTGATE_LEADER_ELECTION", "false",
                "JOTGATE_HEALTH_PORT", "0",
                "KUBERNETES_REQUEST_RETRY_BACKOFFLIMIT", "0",
                "KUBECONFIG", kubeconfig.toString()));

    assertEquals(1, ended.code(), ended::output);
    assertTrue(ended.output().contains("Cannot start"), ended::output);
  }

  private record Ended(int code, String output) {}

  private static Ended run(Path directory, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OperatorMain.class.getName()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended, "still runs");
    return new Ended(process.exitValue(), Files.readString(output));
  }
}
