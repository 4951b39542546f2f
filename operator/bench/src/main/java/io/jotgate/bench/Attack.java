package io.jotgate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A running {@link AttackMain}, ended at the latest with this process. */
final class Attack implements AutoCloseable {
  private final Process process;
  private final ProcessTree tree;
  private final BufferedReader output;
  private final Thread withUs;

  private Attack(Process process) {
    this.process = process;
    this.tree = new ProcessTree(process.toHandle());
    this.output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    this.withUs = new Thread(tree::destroyForcibly, "end-attack");
    Runtime.getRuntime().addShutdownHook(withUs);
  }

  /** Starts it and returns when all its slow sockets were opened once. */
  static Attack start(Endpoint endpoint, int addresses, int sockets, double loginsPerSecond) {
    Stream<Object> command =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            "-XX:+UseSerialGC",
            "-Xmx2g",
            "-cp",
            System.getProperty("java.class.path"),
            AttackMain.class.getName(),
            endpoint.port(),
            endpoint.tls(),
            addresses,
            sockets,
            loginsPerSecond);
    try {
      ProcessBuilder builder = new ProcessBuilder(command.map(String::valueOf).toList());
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      Attack attack = new Attack(builder.start());
      String line = attack.output.readLine();
      if (!"ready".equals(line)) {
        attack.close();
        throw new IllegalStateException("the attack does not begin: " + line);
      }
      return attack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Duration cpuTime() {
    return tree.cpuTime();
  }

  /** Ends it and gives what it says about itself. */
  List<String> end() {
    try {
      process.getOutputStream().close();
      return output.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    tree.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(withUs);
  }
}
