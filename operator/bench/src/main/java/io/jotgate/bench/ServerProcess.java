package io.jotgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own on loopback, ended at the latest with this one. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  /** Long enough for a process that writes its archive of classes when it ends. */
  private static final Duration END_TIMEOUT = Duration.ofMinutes(3);

  private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

  private final Process process;
  private final Path log;
  private final Endpoint endpoint;
  private final int managementPort;
  private final long startedAt;
  private final ProcessTree tree;
  private final Thread withUs;

  /**
   * The first answer of a server.
   *
   * @param after time from the start of the process
   */
  record FirstAnswer(Answer answer, Duration after) {}

  private ServerProcess(
      Process process, Path log, Endpoint endpoint, int managementPort, long startedAt) {
    this.process = process;
    this.log = log;
    this.endpoint = endpoint;
    this.managementPort = managementPort;
    this.startedAt = startedAt;
    this.tree = new ProcessTree(process.toHandle());
    this.withUs = new Thread(tree::destroyForcibly, "end-server");
    Runtime.getRuntime().addShutdownHook(withUs);
  }

  /**
   * Starts a main class that listens with TLS and does not wait for it.
   *
   * @param directory what it reads, and where its log goes
   */
  static ServerProcess start(ServerRuntime runtime, Class<?> main, Path directory) {
    return start(runtime, main, directory, true);
  }

  /**
   * Starts a main class and does not wait for it.
   *
   * @param directory what it reads, and where its log goes
   * @param tls whether it listens with TLS
   */
  static ServerProcess start(ServerRuntime runtime, Class<?> main, Path directory, boolean tls) {
    Endpoint endpoint = new Endpoint(freePort(), tls);
    int managementPort = freePort();
    Map<String, String> environment =
        Map.of(
            "JOTGATE_CONFIG_DIR",
            directory.toString(),
            "JOTGATE_PORT",
            Integer.toString(endpoint.port()),
            "JOTGATE_TLS",
            Boolean.toString(tls),
            "JOTGATE_MANAGEMENT_PORT",
            Integer.toString(managementPort),
            "JOTGATE_DRAIN_SECONDS",
            "0");
    // The audit goes to standard output: written, but not kept.
    return launch(runtime.command(main), environment, endpoint, managementPort, directory, false);
  }

  /**
   * Starts any program and does not wait for it; its output goes to its log.
   *
   * @param endpoint where it will listen
   * @param directory where its log goes
   */
  static ServerProcess launch(
      List<String> command, Map<String, String> environment, Endpoint endpoint, Path directory) {
    return launch(command, environment, endpoint, 0, directory, true);
  }

  private static ServerProcess launch(
      List<String> command,
      Map<String, String> environment,
      Endpoint endpoint,
      int managementPort,
      Path directory,
      boolean keepOutput) {
    try {
      Path log = Files.createTempFile(directory, "server", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      if (keepOutput) {
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
      } else {
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(log.toFile());
      }
      long startedAt = System.nanoTime();
      return new ServerProcess(builder.start(), log, endpoint, managementPort, startedAt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Where a token service answers who manages it, by plain HTTP. */
  Endpoint management() {
    return new Endpoint(managementPort, false);
  }

  /** The process and those that it has started. */
  ProcessTree tree() {
    return tree;
  }

  /**
   * Asks again and again until the answer is 200, each time on a new connection.
   *
   * @return that answer, and when it came
   */
  FirstAnswer awaitAnswer(Request request) {
    long end = startedAt + START_TIMEOUT.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the server has ended: " + lastLines());
      }
      try (KeepAliveConnection connection = KeepAliveConnection.open(endpoint)) {
        if (connection.send(request) == 200) {
          Duration after = Duration.ofNanos(System.nanoTime() - startedAt);
          return new FirstAnswer(connection.answer(), after);
        }
      } catch (IOException e) {
        // Not listening yet, or between listening and answering.
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IllegalStateException("the server does not answer: " + lastLines());
  }

  /** CPU time of all its threads since its start, in steps of the kernel's clock (10 ms). */
  Duration cpuTime() {
    return tree.cpuTime();
  }

  /**
   * A size from {@code /proc/<pid>/status} in MiB.
   *
   * @param name such as {@code VmRSS}
   */
  double mebibytes(String name) {
    return tree.mebibytes(name);
  }

  /** Tells the process to end and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        tree.destroyForcibly();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      tree.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(withUs);
  }

  private String lastLines() {
    String exit = process.isAlive() ? "" : "exit code " + process.exitValue() + "; ";
    try {
      List<String> lines = Files.readAllLines(log);
      return exit + String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      return exit + "no log";
    }
  }

  /** A port on which nobody listens at this moment. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
