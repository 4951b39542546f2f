package io.jotgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which processors a server and its load may use, so that they do not take each other's time.
 *
 * @param server the one processor of a server that is measured
 * @param load those of this process; all of them when there is only one
 */
record Cores(int server, List<Integer> load) implements Processors {
  Cores {
    load = List.copyOf(load);
  }

  /**
   * The first for servers, the others for the load.
   *
   * @param allowed processors that this process may use
   */
  static Cores of(List<Integer> allowed) {
    return new Cores(
        allowed.getFirst(), allowed.size() == 1 ? allowed : allowed.subList(1, allowed.size()));
  }

  /** What the kernel lets this process use. */
  static Cores ofThisProcess() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return of(
          lines
              .filter(line -> line.startsWith("Cpus_allowed_list:"))
              .map(line -> list(line.substring(line.indexOf(':') + 1)))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no list of processors in /proc")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a list as the kernel writes it, such as {@code 0-2,5}. */
  static List<Integer> list(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : text.strip().split(",", -1)) {
      String[] ends = range.split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  @Override
  public void free() {
    pin(ProcessHandle.current().pid(), all());
  }

  @Override
  public void keepLoad() {
    pin(ProcessHandle.current().pid(), load);
  }

  @Override
  public void keepServer(ProcessTree tree) {
    tree.pids().forEach(pid -> pin(pid, List.of(server)));
  }

  @Override
  public String describe() {
    return "server on processor " + server + ", load on " + text(load);
  }

  private List<Integer> all() {
    return Stream.concat(Stream.of(server), load.stream()).distinct().toList();
  }

  private static String text(List<Integer> processors) {
    return processors.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static void pin(long pid, List<Integer> processors) {
    List<String> command =
        List.of("taskset", "-a", "-c", "-p", text(processors), Long.toString(pid));
    try {
      Process taskset = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (taskset.waitFor() != 0) {
        throw new IllegalStateException(
            "taskset does not keep a process to its processor: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("taskset (package util-linux) is needed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
