package io.jotgate.issuer.authentication;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where passwords are hashed: few threads, a short queue and a budget of memory, so that logins
 * neither slow down everything else nor end the process.
 *
 * <p>Not who came first has the first turn, but who has the better {@link Standing}; whoever has
 * others of the same source waiting stands behind them. So guesses, however many there are, wait
 * for those who have not failed. When the queue is full, the last in this order is refused, be it
 * new or one that waited.
 */
public final class PasswordPool implements AutoCloseable {
  private static final int CAPACITY = 64;
  private static final int KIB = 1024;

  private final ThreadPoolExecutor threads;
  private final PriorityBlockingQueue<Runnable> queue;
  private final int capacity;
  private final int memoryKib;
  private final Semaphore memory;
  private final AtomicInteger running = new AtomicInteger();
  private final Map<String, Integer> waitingBySource = new HashMap<>();
  private long arrivals;

  /**
   * What speaks for a login before its hash is computed.
   *
   * @param rightBefore whether the password may well be one that was right before
   * @param failures that its source has not been forgiven yet
   */
  record Standing(boolean rightBefore, int failures) {}

  /**
   * A pool.
   *
   * @param threads that hash
   * @param capacity hashes that may wait; one source gets half of them, at most
   * @param memoryKib memory of all hashes that run, in KiB
   */
  public PasswordPool(int threads, int capacity, int memoryKib) {
    AtomicInteger number = new AtomicInteger();
    this.queue = new PriorityBlockingQueue<>(capacity, Comparator.comparing(PasswordPool::turn));
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            queue,
            task -> {
              Thread thread = new Thread(task, "password-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.capacity = capacity;
    this.memoryKib = memoryKib;
    this.memory = new Semaphore(memoryKib, true);
  }

  /** A pool that takes at most half of the processors and half of the heap of this process. */
  public static PasswordPool ofProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new PasswordPool(
        Math.max(1, runtime.availableProcessors() / 2),
        CAPACITY,
        (int) Math.min(runtime.maxMemory() / KIB / 2, Integer.MAX_VALUE));
  }

  /**
   * Does some work when it is its turn.
   *
   * @param source for whom
   * @param needKib memory that it takes, in KiB
   * @return what comes out of it; empty: there is no room for it, and it will not be done
   */
  <T> CompletableFuture<Optional<T>> submit(
      String source, Standing standing, int needKib, Supplier<T> work) {
    Turn<T> turn = new Turn<>(source, standing, needKib, work);
    Optional<Turn<?>> refused = needKib > memoryKib ? Optional.of(turn) : enter(turn);
    // Outside of the lock: whoever waits for it goes on in here.
    refused.ifPresent(Turn::refuse);
    return turn.result;
  }

  /** Memory that one hash may take, in KiB. */
  public int memoryKib() {
    return memoryKib;
  }

  /** How many hashes wait. */
  public int waiting() {
    return queue.size();
  }

  /** How many hashes run. */
  public int running() {
    return running.get();
  }

  /** Gives up what waits and interrupts what runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Puts a login into the queue, and says who has no place in it: that one, another, or nobody. */
  private synchronized Optional<Turn<?>> enter(Turn<?> turn) {
    turn.before = waitingBySource.getOrDefault(turn.source, 0);
    turn.arrival = arrivals++;
    if (!turn.standing.rightBefore() && turn.before >= Math.max(1, capacity / 2)) {
      return Optional.of(turn);
    }
    Optional<Turn<?>> displaced = Optional.empty();
    if (queue.size() >= capacity) {
      Turn<?> last =
          queue.stream()
              .<Turn<?>>map(PasswordPool::turn)
              .max(Comparator.naturalOrder())
              .orElse(turn);
      if (last.compareTo(turn) <= 0) {
        return Optional.of(turn);
      }
      if (queue.remove(last)) {
        leave(last.source);
        displaced = Optional.of(last);
      }
    }
    waitingBySource.merge(turn.source, 1, Integer::sum);
    try {
      threads.execute(turn);
      return displaced;
    } catch (RejectedExecutionException e) {
      leave(turn.source);
      return Optional.of(turn);
    }
  }

  private synchronized void leave(String source) {
    waitingBySource.computeIfPresent(source, (key, waiting) -> waiting > 1 ? waiting - 1 : null);
  }

  private static Turn<?> turn(Runnable task) {
    return (Turn<?>) task;
  }

  /** A login that waits. The first in order is the next. */
  private final class Turn<T> implements Runnable, Comparable<Turn<?>> {
    private static final Comparator<Turn<?>> ORDER =
        Comparator.<Turn<?>, Boolean>comparing(turn -> !turn.standing.rightBefore())
            .thenComparingInt(turn -> turn.standing.failures() + turn.before)
            .thenComparingLong(turn -> turn.arrival);

    private final String source;
    private final Standing standing;
    private final int needKib;
    private final Supplier<T> work;
    private final CompletableFuture<Optional<T>> result = new CompletableFuture<>();
    private int before;
    private long arrival;

    Turn(String source, Standing standing, int needKib, Supplier<T> work) {
      this.source = source;
      this.standing = standing;
      this.needKib = needKib;
      this.work = work;
    }

    @Override
    public int compareTo(Turn<?> other) {
      return ORDER.compare(this, other);
    }

    void refuse() {
      result.complete(Optional.empty());
    }

    @Override
    public void run() {
      leave(source);
      try {
        memory.acquire(needKib);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        result.cancel(false);
        return;
      }
      running.incrementAndGet();
      try {
        result.complete(Optional.of(work.get()));
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      } finally {
        running.decrementAndGet();
        memory.release(needKib);
      }
    }
  }
}
