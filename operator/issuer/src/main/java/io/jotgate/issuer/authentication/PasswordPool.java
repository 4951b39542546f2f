package io.jotgate.issuer.authentication;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where passwords are hashed: few threads, a short queue and a budget of memory, so that logins
 * neither slow down everything else nor end the process. What does not fit is refused at once.
 */
public final class PasswordPool implements AutoCloseable {
  private static final int CAPACITY = 64;
  private static final int KIB = 1024;

  private final ThreadPoolExecutor threads;
  private final int capacity;
  private final int memoryKib;
  private final Semaphore memory;
  private final AtomicInteger running = new AtomicInteger();
  private final Map<String, Integer> waitingBySource = new HashMap<>();

  /**
   * A pool.
   *
   * @param threads that hash
   * @param capacity hashes that may wait; one source gets half of them, at most
   * @param memoryKib memory of all hashes that run, in KiB
   */
  public PasswordPool(int threads, int capacity, int memoryKib) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(capacity),
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
  <T> Optional<CompletableFuture<T>> submit(String source, int needKib, Supplier<T> work) {
    if (needKib > memoryKib || !enter(source)) {
      return Optional.empty();
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      threads.execute(() -> run(source, needKib, work, result));
      return Optional.of(result);
    } catch (RejectedExecutionException e) {
      leave(source);
      return Optional.empty();
    }
  }

  /** Memory that one hash may take, in KiB. */
  public int memoryKib() {
    return memoryKib;
  }

  /** How many hashes wait. */
  public int waiting() {
    return threads.getQueue().size();
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

  private <T> void run(String source, int needKib, Supplier<T> work, CompletableFuture<T> result) {
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
      result.complete(work.get());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    } finally {
      running.decrementAndGet();
      memory.release(needKib);
    }
  }

  private synchronized boolean enter(String source) {
    int waiting = waitingBySource.getOrDefault(source, 0);
    if (waiting >= Math.max(1, capacity / 2)) {
      return false;
    }
    waitingBySource.put(source, waiting + 1);
    return true;
  }

  private synchronized void leave(String source) {
    waitingBySource.computeIfPresent(source, (key, waiting) -> waiting > 1 ? waiting - 1 : null);
  }
}
