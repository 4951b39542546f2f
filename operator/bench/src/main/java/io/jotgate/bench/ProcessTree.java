package io.jotgate.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and those that it has started: a server may be started by a script that stays.
 *
 * @param root the process
 */
record ProcessTree(ProcessHandle root) {
  /** CPU time of all threads since the start, in steps of the kernel's clock (10 ms). */
  Duration cpuTime() {
    return handles()
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * A size from {@code /proc/<pid>/status} in MiB, summed.
   *
   * @param name such as {@code VmRSS}
   */
  double mebibytes(String name) {
    return handles().mapToDouble(handle -> mebibytes(handle, name)).sum();
  }

  /** How many files and sockets are open. */
  int openFiles() {
    return handles().mapToInt(ProcessTree::openFiles).sum();
  }

  private static int openFiles(ProcessHandle handle) {
    String[] names = new File("/proc/" + handle.pid() + "/fd").list();
    return names == null ? 0 : names.length;
  }

  List<Long> pids() {
    return handles().map(ProcessHandle::pid).toList();
  }

  void destroyForcibly() {
    handles().toList().forEach(ProcessHandle::destroyForcibly);
  }

  private Stream<ProcessHandle> handles() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static double mebibytes(ProcessHandle handle, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + handle.pid() + "/status"))) {
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
}
