package io.jotgate.issuer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The program as it is started in a container, with everything logged. */
final class IssuerProcess implements AutoCloseable {
  private final Process process;
  private final Path output;
  private final Path errors;

  private IssuerProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /**
   * Starts it.
   *
   * @param work where its output goes
   */
  static IssuerProcess start(Path work, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
            "-cp",
            System.getProperty("java.class.path"),
            IssuerMain.class.getName());
    builder.environment().putAll(environment);
    Path output = work.resolve("stdout");
    Path errors = work.resolve("stderr");
    builder.redirectOutput(output.toFile());
    builder.redirectError(errors.toFile());
    return new IssuerProcess(builder.start(), output, errors);
  }

  Process process() {
    return process;
  }

  /** What it has written to standard output. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** What it has written to standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
