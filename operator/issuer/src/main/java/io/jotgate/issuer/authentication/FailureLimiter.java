package io.jotgate.issuer.authentication;

import io.jotgate.issuer.model.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failures by a key as a leaky bucket: it takes {@code count} failures at once and loses one
 * in each {@code window / count}. One number a key: the time at which the bucket will be empty.
 *
 * <p>Memory is bounded: keys live in two generations of a fixed size. When the younger is full the
 * older is forgotten. Forgetting lets a failure pass; it never refuses anybody.
 */
final class FailureLimiter {
  private final int generationSize;
  private Map<Long, Long> young = new HashMap<>();
  private Map<Long, Long> old = new HashMap<>();

  FailureLimiter(int generationSize) {
    this.generationSize = generationSize;
  }

  /** How long the bucket of a key has no room for a failure; empty: it has. */
  synchronized Optional<Duration> full(long key, Throttle limit, Instant now) {
    long millis = now.toEpochMilli();
    long wait = emptyAt(key, limit, millis) - millis - (limit.count() - 1) * interval(limit);
    return wait > 0 ? Optional.of(Duration.ofMillis(wait)) : Optional.empty();
  }

  /** How many failures are in the bucket of a key. */
  synchronized int failures(long key, Throttle limit, Instant now) {
    long millis = now.toEpochMilli();
    return (int) Math.ceilDiv(Math.max(0, emptyAt(key, limit, millis) - millis), interval(limit));
  }

  /** Puts a failure into the bucket of a key. */
  synchronized void failed(long key, Throttle limit, Instant now) {
    long millis = now.toEpochMilli();
    long emptyAt = Math.max(emptyAt(key, limit, millis), millis) + interval(limit);
    if (young.size() >= generationSize && !young.containsKey(key)) {
      old = young;
      young = new HashMap<>();
    }
    young.put(key, Math.min(emptyAt, millis + whole(limit)));
  }

  synchronized int size() {
    return young.size() + old.size();
  }

  /**
   * Never further ahead than a full bucket: a clock that went back, or a limit that was changed.
   */
  private long emptyAt(long key, Throttle limit, long now) {
    Long found = young.containsKey(key) ? young.get(key) : old.get(key);
    return found == null ? now : Math.min(found, now + whole(limit));
  }

  /** How long a full bucket takes to be empty: the window, but for rounding. */
  private static long whole(Throttle limit) {
    return limit.count() * interval(limit);
  }

  private static long interval(Throttle limit) {
    return Math.ceilDiv(limit.windowSeconds() * 1000, limit.count());
  }
}
