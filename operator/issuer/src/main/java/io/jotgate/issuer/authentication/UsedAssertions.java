package io.jotgate.issuer.authentication;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Assertions that have been used, each for as long as it could be used again (RFC 7523 section 3,
 * point 7). Of this process only: two replicas do not know of each other.
 *
 * <p>Memory is bounded, and one client gets only a part of it. They live in two generations; the
 * older is forgotten when everything in it has expired.
 */
final class UsedAssertions {
  /** What became of an assertion. */
  enum Use {
    /** It has not been used before, and now it has. */
    FIRST,
    /** It has been used before. */
    AGAIN,
    /** There is no room to remember it. */
    NO_ROOM
  }

  private final Duration life;
  private final int most;
  private final int mostOfOne;
  private Generation young = new Generation(Instant.MIN);
  private Generation old = new Generation(Instant.MIN);

  private record Generation(Instant since, Set<ByteBuffer> used, Map<String, Integer> byClient) {
    Generation(Instant since) {
      this(since, new HashSet<>(), new HashMap<>());
    }
  }

  /**
   * A memory.
   *
   * @param life longest time from the first use of an assertion to its end
   * @param most assertions in it
   * @param mostOfOne assertions of one client in it
   */
  UsedAssertions(Duration life, int most, int mostOfOne) {
    this.life = life;
    this.most = most / 2;
    this.mostOfOne = mostOfOne / 2;
  }

  /** Uses an assertion of a client, named by a hash of its id. */
  synchronized Use use(String clientId, ByteBuffer id, Instant now) {
    turn(now);
    if (young.used().contains(id) || old.used().contains(id)) {
      return Use.AGAIN;
    }
    int ofClient = young.byClient().getOrDefault(clientId, 0);
    if (young.used().size() >= most || ofClient >= mostOfOne) {
      return Use.NO_ROOM;
    }
    young.used().add(id);
    young.byClient().put(clientId, ofClient + 1);
    return Use.FIRST;
  }

  synchronized int size() {
    return young.used().size() + old.used().size();
  }

  /** Begins a generation when the young one is as old as an assertion may get. */
  private void turn(Instant now) {
    if (young.since().equals(Instant.MIN) || !now.isBefore(young.since().plus(life))) {
      old = young;
      young = new Generation(now);
    }
  }
}
