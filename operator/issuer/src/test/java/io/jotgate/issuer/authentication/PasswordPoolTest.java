package io.jotgate.issuer.authentication;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordPoolTest {
  private static final int MEMORY = 100;

  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();

  @Test
  void doesNoMoreAtOnceThanThreadsAndMemoryAllow() {
    try (PasswordPool pool = new PasswordPool(4, 64, MEMORY)) {
      List<CompletableFuture<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        all.add(pool.submit("source " + i, MEMORY / 2, this::work).orElseThrow());
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
      assertEquals(Optional.empty(), pool.submit("a", MEMORY + 1, this::work));
      CompletableFuture<Integer> first = pool.submit("0", 1, this::work).orElseThrow();
      await().until(() -> pool.running() == 1);
      for (int i = 1; i <= 4; i++) {
        assertTrue(pool.submit("source " + i, 1, this::work).isPresent());
      }

      assertEquals(4, pool.waiting());
      assertEquals(Optional.empty(), pool.submit("late", 1, this::work));
      open.countDown();
      first.join();
      await().until(() -> pool.waiting() == 0);
      assertTrue(pool.submit("late", 1, this::work).isPresent());
    }
  }

  @Test
  void oneSourceGetsHalfOfTheQueue() {
    try (PasswordPool pool = new PasswordPool(1, 4, MEMORY)) {
      assertTrue(pool.submit("greedy", 1, this::work).isPresent());
      await().until(() -> pool.running() == 1);

      assertTrue(pool.submit("greedy", 1, this::work).isPresent());
      assertTrue(pool.submit("greedy", 1, this::work).isPresent());
      assertEquals(Optional.empty(), pool.submit("greedy", 1, this::work));
      assertTrue(pool.submit("other", 1, this::work).isPresent());
      open.countDown();
    }
  }

  @Test
  void anErrorReachesWhoAskedAndTheNextOneIsServed() {
    open.countDown();
    try (PasswordPool pool = new PasswordPool(1, 4, MEMORY)) {
      CompletableFuture<Integer> failing =
          pool.<Integer>submit(
                  "a",
                  1,
                  () -> {
                    throw new IllegalStateException("broken");
                  })
              .orElseThrow();

      assertThrows(CompletionException.class, failing::join);
      assertEquals(1, pool.submit("a", 1, this::work).orElseThrow().join());
    }
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
