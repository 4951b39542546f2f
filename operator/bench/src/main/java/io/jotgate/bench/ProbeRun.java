package io.jotgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Asks a server with requests of all classes in random order on one connection, one at a time, and
 * measures how long each answer takes. All refusals have to be the same bytes.
 */
final class ProbeRun implements AutoCloseable {
  private final ProbeSet set;
  private final KeepAliveConnection connection;
  private final SplittableRandom random;
  private final byte[] refusal;
  private final List<String> problems = new ArrayList<>();
  private long answers;

  private ProbeRun(ProbeSet set, KeepAliveConnection connection, long seed) throws IOException {
    this.set = set;
    this.connection = connection;
    this.random = new SplittableRandom(seed);
    connection.send(set.probes().getFirst().requests().getFirst());
    this.refusal = connection.rawAnswer();
  }

  /** Connects to a server that is up. */
  static ProbeRun of(ProbeSet set, Endpoint endpoint, long seed) {
    try {
      return new ProbeRun(set, KeepAliveConnection.open(endpoint), seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Times of requests whose classes were chosen at random. */
  static final class Times {
    private final int[] classes;
    private final long[] nanos;
    private int count;

    private Times(int most) {
      this.classes = new int[most];
      this.nanos = new long[most];
    }

    private void add(int ofClass, long time) {
      classes[count] = ofClass;
      nanos[count++] = time;
    }

    int count() {
      return count;
    }

    /** All times in nanoseconds, in their order. */
    long[] nanos() {
      return Arrays.copyOf(nanos, count);
    }

    /** Adds each time to the class that it is of. */
    void addTo(LeakTest test) {
      for (int i = 0; i < count; i++) {
        test.add(classes[i], nanos[i]);
      }
    }
  }

  /** Measures so many requests, or fewer if they take longer than a time. */
  Times measure(int requests, Duration most) {
    Times times = new Times(requests);
    long end = System.nanoTime() + most.toNanos();
    try {
      for (int i = 0; i < requests; i++) {
        int number = random.nextInt(set.probes().size());
        Probe probe = set.probes().get(number);
        Request request = probe.requests().get(random.nextInt(probe.requests().size()));
        long from = System.nanoTime();
        int status = connection.send(request);
        long to = System.nanoTime();
        times.add(number, to - from);
        look(probe, status);
        if (to - end > 0) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return times;
  }

  /** How many answers were looked at. */
  long answers() {
    return answers;
  }

  /** Answers that were not as they should be, at most one of each class. */
  List<String> problems() {
    return problems.stream().distinct().toList();
  }

  /** After the time was taken: it does not count. */
  private void look(Probe probe, int status) {
    answers++;
    boolean refused = probe.status() == 401;
    if (status != probe.status() || (refused && !connection.answered(refusal))) {
      String problem =
          probe.name() + ": status " + status + ", or other bytes than for the first refusal";
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
