package io.jotgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server in a process of its own on loopback, ended at the latest with this one. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);
  private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

  private final Process process;
  private final Path log;
  private final int port;
  private final long startedAt;
  private final Thread withUs;

  /**
   * The first answer of a server.
   *
   * @param after time from the start of the process
   */
  record FirstAnswer(Answer answer, Duration after) {}

  private ServerProcess(Process process, Path log, int port, long startedAt) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.startedAt = startedAt;
    this.withUs = new Thread(process::destroyForcibly, "end-server");
    Runtime.getRuntime().addShutdownHook(withUs);
  }

  /**
   * Starts a main class and does not wait for it.
   *
   * @param directory what it reads, and where its log goes
   */
  static ServerProcess start(ServerRuntime runtime, Class<?> main, Path directory) {
    List<String> command = new ArrayList<>();
    command.add(runtime.java().toString());
    command.addAll(runtime.options());
    command.addAll(List.of("-cp", runtime.classPath(), main.getName()));
    try {
      int port = freePort();
      Path log = Files.createTempFile(directory, "server", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder
          .environment()
          .putAll(
              Map.of(
                  "JOTGATE_CONFIG_DIR",
                  directory.toString(),
                  "JOTGATE_PORT",
                  Integer.toString(port),
                  "JOTGATE_MANAGEMENT_PORT",
                  "0",
                  "JOTGATE_DRAIN_SECONDS",
                  "0"));
      // The audit goes to standard output: written, but not kept.
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(log.toFile());
      long startedAt = System.nanoTime();
      return new ServerProcess(builder.start(), log, port, startedAt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
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
      try (KeepAliveConnection connection = KeepAliveConnection.open(port)) {
        Answer answer = connection.send(request);
        if (answer.status() == 200) {
          return new FirstAnswer(answer, Duration.ofNanos(System.nanoTime() - startedAt));
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
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * A size from {@code /proc/<pid>/status} in MiB.
   *
   * @param name such as {@code VmRSS}
   */
  double mebibytes(String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .mapToDouble(kib -> kib / 1024.0)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** Tells the process to end and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
