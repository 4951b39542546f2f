package io.jotgate.issuer.authentication;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jotgate.issuer.authentication.PasswordPool.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordPoolTest {
  private static final int MEMORY = 100;
  private static final Standing CLEAN = new Standing(false, 0);
  private static final Standing KNOWN = new Standing(true, 0);

  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();

  @Test
  void doesNoMoreAtOnceThanThreadsAndMemoryAllow() {
    try (PasswordPool pool = new PasswordPool(4, 64, MEMORY)) {
      List<CompletableFuture<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        all.add(done(pool.submit("source " + i, CLEAN, MEMORY / 2, this::work)));
      }
      await().until(() -> pool.running() == 2);
      open.countDown();
      all.forEach(CompletableFuture::join);

      assertEquals(2, most.get());
      await().until(() -> pool.running() == 0 && pool.waiting() == 0);
    }
  }

  @Test
  void refusesAtOnceWhatDoesNotFit() {
    try (PasswordPool pool = new PasswordPool(1, 4, MEMORY)) {
      assertTrue(isRefused(pool.submit("a", CLEAN, MEMORY + 1, this::work)));
      CompletableFuture<Optional<Integer>> first = running(pool, "0");
      for (int i = 1; i <= 4; i++) {
        assertFalse(isRefused(pool.submit("source " + i, CLEAN, 1, this::work)));
      }

      assertEquals(4, pool.waiting());
      assertTrue(isRefused(pool.submit("late", CLEAN, 1, this::work)));
      open.countDown();
      assertEquals(1, done(first).join());
      await().until(() -> pool.waiting() == 0);
      assertFalse(isRefused(pool.submit("late", CLEAN, 1, this::work)));
    }
  }

  @Test
  void oneSourceGetsHalfOfTheQueueButForPasswordsThatWereRightBefore() {
    try (PasswordPool pool = new PasswordPool(1, 4, MEMORY)) {
      CompletableFuture<Optional<Integer>> first = running(pool, "greedy");

      assertFalse(isRefused(pool.submit("greedy", CLEAN, 1, this::work)));
      assertFalse(isRefused(pool.submit("greedy", CLEAN, 1, this::work)));
      assertTrue(isRefused(pool.submit("greedy", CLEAN, 1, this::work)));
      assertFalse(isRefused(pool.submit("greedy", KNOWN, 1, this::work)));
      assertFalse(isRefused(pool.submit("other", CLEAN, 1, this::work)));
      open.countDown();
      assertEquals(Optional.of(1), first.join());
    }
  }

  @Test
  void whoHasFailedLeastComesFirstAndWhoHasOthersWaitingStandsBehindThem() {
    try (PasswordPool pool = new PasswordPool(1, 16, MEMORY)) {
      CompletableFuture<Optional<Integer>> running = running(pool, "x");
      List<String> order = Collections.synchronizedList(new ArrayList<>());
      List<CompletableFuture<Optional<Boolean>>> all =
          List.of(
              pool.submit("failed", new Standing(false, 3), 1, () -> order.add("failed thrice")),
              pool.submit("a", CLEAN, 1, () -> order.add("a")),
              pool.submit("a", CLEAN, 1, () -> order.add("a again")),
              pool.submit("b", CLEAN, 1, () -> order.add("b")),
              pool.submit("c", new Standing(false, 1), 1, () -> order.add("failed once")),
              pool.submit("failed", KNOWN, 1, () -> order.add("right before")));
      open.countDown();
      running.join();
      all.forEach(CompletableFuture::join);

      assertEquals(
          List.of("right before", "a", "b", "a again", "failed once", "failed thrice"), order);
    }
  }

  @Test
  void whenTheQueueIsFullTheLastInOrderMakesRoom() {
    try (PasswordPool pool = new PasswordPool(1, 2, MEMORY)) {
      CompletableFuture<Optional<Integer>> first = running(pool, "x");
      CompletableFuture<Optional<Integer>> worse =
          pool.submit("a", new Standing(false, 2), 1, this::work);
      CompletableFuture<Optional<Integer>> bad =
          pool.submit("b", new Standing(false, 1), 1, this::work);

      assertTrue(isRefused(pool.submit("c", new Standing(false, 2), 1, this::work)));
      CompletableFuture<Optional<Integer>> good = pool.submit("d", CLEAN, 1, this::work);
      assertTrue(isRefused(worse));
      open.countDown();
      assertEquals(Optional.of(1), good.join());
      assertEquals(Optional.of(1), bad.join());
      assertEquals(Optional.of(1), first.join());
    }
  }

  @Test
  void aSourceWhoseLoginWasDisplacedHasItsPlaceBack() {
    try (PasswordPool pool = new PasswordPool(1, 4, MEMORY)) {
      CompletableFuture<Optional<Integer>> running = running(pool, "x");
      Standing failed = new Standing(false, 9);
      assertFalse(isRefused(pool.submit("a", failed, 1, this::work)));
      CompletableFuture<Optional<Integer>> last = pool.submit("a", failed, 1, this::work);
      assertFalse(isRefused(pool.submit("b", CLEAN, 1, this::work)));
      assertFalse(isRefused(pool.submit("c", CLEAN, 1, this::work)));
      assertFalse(isRefused(pool.submit("d", CLEAN, 1, this::work)));
      assertTrue(isRefused(last));

      assertFalse(isRefused(pool.submit("a", CLEAN, 1, this::work)), "it has one place of two");
      open.countDown();
      assertEquals(Optional.of(1), running.join());
    }
  }

  @Test
  void anErrorReachesWhoAskedAndTheNextOneIsServed() {
    open.countDown();
    try (PasswordPool pool = new PasswordPool(1, 4, MEMORY)) {
      CompletableFuture<Optional<Integer>> failing =
          pool.submit(
              "a",
              CLEAN,
              1,
              () -> {
                throw new IllegalStateException("broken");
              });

      assertThrows(CompletionException.class, failing::join);
      assertEquals(Optional.of(1), pool.submit("a", CLEAN, 1, this::work).join());
    }
  }

  /** Work that has begun and goes on until {@link #open}. */
  private CompletableFuture<Optional<Integer>> running(PasswordPool pool, String source) {
    CompletableFuture<Optional<Integer>> running = pool.submit(source, CLEAN, 1, this::work);
    await().until(() -> pool.running() == 1);
    return running;
  }

  private static boolean isRefused(CompletableFuture<Optional<Integer>> result) {
    return result.isDone() && result.join().isEmpty();
  }

  private static CompletableFuture<Integer> done(CompletableFuture<Optional<Integer>> result) {
    return result.thenApply(Optional::orElseThrow);
  }

  private int work() {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.decrementAndGet();
    return 1;
  }
}
