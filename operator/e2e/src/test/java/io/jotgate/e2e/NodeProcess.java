package io.jotgate.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of a pod, as the machine sees it that the node runs on: it can be signalled without
 * anybody in the cluster being told.
 */
record NodeProcess(long pid) {
  private static final Path PROC = Path.of("/proc");

  /** The only process of the pod that runs this command. */
  static NodeProcess of(Pod pod, String command) {
    String uid = pod.getMetadata().getUid();
    List<Long> found =
        ProcessHandle.allProcesses()
            .map(ProcessHandle::pid)
            .filter(pid -> read(pid, "comm").strip().equals(command))
            .filter(pid -> read(pid, "cgroup").replace('_', '-').contains(uid))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "%d processes %s of pod %s"
              .formatted(found.size(), command, pod.getMetadata().getName()));
    }
    return new NodeProcess(found.getFirst());
  }

  /** Sends a signal by its name without SIG. */
  void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
      if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new AssertionError("SIG" + name + " could not be sent to process " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What the kernel says of a process, nothing if it is gone. */
  private static String read(long pid, String file) {
    try {
      return Files.readString(PROC.resolve(Long.toString(pid)).resolve(file));
    } catch (IOException gone) {
      return "";
    }
  }
}
