package io.jotgate.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures pieces of code in turns on this thread: after a warm-up of all, rounds in which each has
 * its turn, every other round in reverse order. So what disturbs the machine for a while disturbs
 * all of them.
 */
final class Contest {
  /** One operation. What it gives is used, so that no compiler leaves the work out. */
  @FunctionalInterface
  interface Work {
    int once() throws Exception;
  }

  /** A name for tables and the work to measure. */
  record Contestant(String name, Work work) {}

  private static final int OPERATIONS_BETWEEN_LOOKS_AT_THE_CLOCK = 8;

  private final ThreadMXBean threads;
  private final Pace pace;
  private int used;

  Contest(Pace pace) {
    this.pace = pace;
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean)) {
      throw new IllegalStateException("this Java runtime does not count the CPU time of threads");
    }
    threads = bean;
  }

  /** Measures these; the result has their order. */
  List<Measured> run(List<Contestant> contestants) {
    contestants.forEach(contestant -> turn(contestant, pace.warmUp()));
    List<List<Double>> nanos = contestants.stream().map(c -> newList()).toList();
    List<List<Double>> bytes = contestants.stream().map(c -> newList()).toList();
    List<Integer> order = new ArrayList<>(IntStream.range(0, contestants.size()).boxed().toList());
    for (int round = 0; round < pace.rounds(); round++) {
      for (int index : order) {
        Turn turn = turn(contestants.get(index), pace.turn());
        nanos.get(index).add(turn.nanos());
        bytes.get(index).add(turn.bytes());
      }
      Collections.reverse(order);
    }
    return IntStream.range(0, contestants.size())
        .mapToObj(i -> new Measured(contestants.get(i).name(), nanos.get(i), bytes.get(i)))
        .toList();
  }

  /** What all operations gave together: as long as this is printed, all of them were needed. */
  int used() {
    return used;
  }

  private record Turn(double nanos, double bytes) {}

  private Turn turn(Contestant contestant, Duration length) {
    Work work = contestant.work();
    long operations = 0;
    int sum = 0;
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long cpuBefore = threads.getCurrentThreadCpuTime();
    long end = System.nanoTime() + length.toNanos();
    try {
      do {
        for (int i = 0; i < OPERATIONS_BETWEEN_LOOKS_AT_THE_CLOCK; i++) {
          sum += work.once();
        }
        operations += OPERATIONS_BETWEEN_LOOKS_AT_THE_CLOCK;
      } while (System.nanoTime() < end);
    } catch (Exception e) {
      throw new IllegalStateException(contestant.name() + " does not work", e);
    }
    long cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
    long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
    used += sum;
    return new Turn((double) cpu / operations, (double) bytes / operations);
  }

  private static List<Double> newList() {
    return new ArrayList<>();
  }
}
